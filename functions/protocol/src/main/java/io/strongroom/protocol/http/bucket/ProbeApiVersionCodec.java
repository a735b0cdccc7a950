package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.operation.ProbeApiVersion;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;

/**
 * {@code HEAD /?apiversion}, by which OBS clients choose a dialect.
 *
 * <p>Source: OBS SDKs, protocol negotiation.
 */
public final class ProbeApiVersionCodec
    implements OperationCodec<ProbeApiVersion.Command, Boolean> {

  @Override
  public ProbeApiVersion.Command parse(IncomingRequest request) {
    return new ProbeApiVersion.Command(request.route().bucket().map(BucketName::new));
  }

  @Override
  public WireResponse render(IncomingRequest request, Boolean found) {
    return found
        ? WireResponse.of(200, Headers.none().and("x-obs-api", "3.0"))
        : WireResponse.of(404, Headers.none());
  }
}
