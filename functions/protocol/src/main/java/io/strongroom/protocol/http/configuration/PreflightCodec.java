package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.CrossOriginRefusal;
import io.strongroom.domain.operation.GetCrossOriginRules;
import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * {@code OPTIONS}: a browser asks whether a page may send what it is about to send.
 *
 * <p>Source: "OPTIONS object", Amazon S3 API reference, and answers recorded from the service.
 */
public final class PreflightCodec
    implements OperationCodec<GetCrossOriginRules.Command, Optional<List<CrossOriginRule>>> {

  @Override
  public GetCrossOriginRules.Command parse(IncomingRequest request) {
    crossOrigin(request);
    return new GetCrossOriginRules.Command(request.route().bucket().flatMap(PreflightCodec::name));
  }

  /** No bucket has a name that no bucket can have. */
  private static Optional<BucketName> name(String given) {
    try {
      return Optional.of(new BucketName(given));
    } catch (ObjectStoreException invalid) {
      return Optional.empty();
    }
  }

  private static CrossOrigin crossOrigin(IncomingRequest request) {
    return CrossOrigin.of(request.wire().method(), request.wire().headers())
        .orElseThrow(
            () ->
                new ObjectStoreException(
                    new RequestError.IncompletePreflight(
                        "Insufficient information. Origin request header needed.")));
  }

  @Override
  public WireResponse render(IncomingRequest request, Optional<List<CrossOriginRule>> rules) {
    CrossOrigin asked = crossOrigin(request);
    if (rules.isEmpty()) {
      throw refused(CrossOriginRefusal.NO_SUCH_BUCKET, request, asked);
    }
    if (rules.get().isEmpty()) {
      throw refused(CrossOriginRefusal.NO_RULES, request, asked);
    }
    if (CrossOrigin.askedMethod(request.wire().headers()).isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.IncompletePreflight("Invalid Access-Control-Request-Method: null"));
    }
    return asked
        .answer(rules.get())
        .map(headers -> WireResponse.of(200, headers))
        .orElseThrow(() -> refused(CrossOriginRefusal.NO_RULE_FITS, request, asked));
  }

  private static ObjectStoreException refused(
      CrossOriginRefusal reason, IncomingRequest request, CrossOrigin asked) {
    return new ObjectStoreException(
        new RequestError.CrossOriginRefused(
            reason, asked.method(), request.route().key().isPresent()));
  }
}
