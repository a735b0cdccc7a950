package io.strongroom.protocol.http.object;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import java.time.InstantSource;
import java.util.function.Function;

/** PutObject. */
public final class PutObjectCodec implements OperationCodec<PutObject.Command, PutObject.Result> {

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final EncryptionEchoHeaders echo;
  private final Function<IncomingRequest, RequestBody> bodies;
  private final InstantSource clock;

  /**
   * @param bodies gives the checked body of a request without touching it yet
   * @param clock by which a retention is over before it begins
   */
  public PutObjectCodec(
      Vocabulary words, Function<IncomingRequest, RequestBody> bodies, InstantSource clock) {
    this.words = words;
    this.encryption = new EncryptionHeaders(words);
    this.echo = new EncryptionEchoHeaders(words);
    this.bodies = bodies;
    this.clock = clock;
  }

  @Override
  public PutObject.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    UnofferedHeaders.refuse(headers, words);
    ObjectRef ref = Targets.object(request);
    ObjectMetadata metadata =
        new MetadataHeaders(words)
            .parse(headers)
            .marked(new MarkHeaders(words).parse(headers, clock));
    WriteCondition condition = ConditionHeaders.ofWrite(headers);
    RequestBody body = bodies.apply(request);
    WriteRules rules = words.rules();
    // Last, so that no failure leaves a customer key behind.
    return new PutObject.Command(
        request.caller(), ref, encryption.ofWrite(headers, ref), metadata, body, condition, rules);
  }

  @Override
  public WireResponse render(IncomingRequest request, PutObject.Result result) {
    Headers headers =
        new VersionHeaders(words)
            .ofUpload(Headers.none().and("etag", result.etag().quoted()), result.published());
    headers = new ExpiryHeaders(words).add(headers, result.expiry());
    headers = echo.addSettled(headers, result.encryption(), request.wire().headers());
    return WireResponse.of(200, new ChecksumHeaders(words).add(headers, result.checksum()));
  }
}
