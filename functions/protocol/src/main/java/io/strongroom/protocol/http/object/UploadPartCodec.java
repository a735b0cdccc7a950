package io.strongroom.protocol.http.object;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import java.util.function.Function;

/** UploadPart. */
public final class UploadPartCodec
    implements OperationCodec<UploadPart.Command, UploadPart.Result> {

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final Function<IncomingRequest, RequestBody> bodies;

  /**
   * @param bodies gives the checked body of a request without touching it yet
   */
  public UploadPartCodec(Vocabulary words, Function<IncomingRequest, RequestBody> bodies) {
    this.words = words;
    this.encryption = new EncryptionHeaders(words);
    this.bodies = bodies;
  }

  @Override
  public UploadPart.Command parse(IncomingRequest request) {
    PartId part = UploadIds.part(request);
    RequestBody body = bodies.apply(request);
    return new UploadPart.Command(
        request.caller(), part, encryption.ofPart(request.wire().headers()), body);
  }

  @Override
  public WireResponse render(IncomingRequest request, UploadPart.Result result) {
    Headers headers = Headers.none().and("etag", result.etag().quoted());
    headers = new EncryptionEchoHeaders(words).add(headers, result.encryption());
    return WireResponse.of(200, new ChecksumHeaders(words).addPart(headers, result.checksum()));
  }
}
