package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.time.InstantSource;
import java.util.Optional;

/** CreateMultipartUpload. */
public final class CreateMultipartUploadCodec
    implements OperationCodec<CreateMultipartUpload.Command, CreateMultipartUpload.Result> {

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final EncryptionEchoHeaders echo;
  private final ChecksumHeaders checksums;
  private final InstantSource clock;

  /**
   * @param clock by which a retention is over before it begins
   */
  public CreateMultipartUploadCodec(Vocabulary words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    this.encryption = new EncryptionHeaders(words);
    this.echo = new EncryptionEchoHeaders(words);
    this.checksums = new ChecksumHeaders(words);
  }

  @Override
  public CreateMultipartUpload.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    UnofferedHeaders.refuse(headers, words);
    ObjectRef ref = Targets.object(request);
    ObjectMetadata metadata =
        new MetadataHeaders(words)
            .parse(headers)
            .marked(new MarkHeaders(words).parse(headers, clock));
    Optional<ChecksumChoice> checksum = checksums.choice(headers);
    return new CreateMultipartUpload.Command(
        request.caller(), ref, encryption.ofWrite(headers, ref), metadata, checksum, words.rules());
  }

  @Override
  public WireResponse render(IncomingRequest request, CreateMultipartUpload.Result result) {
    ObjectRef ref = Targets.object(request);
    byte[] xml =
        XmlWriter.document("InitiateMultipartUploadResult", words.xmlNamespace())
            .element("Bucket", ref.bucket().value())
            .echo("Key", ref.key().value())
            .element("UploadId", result.uploadId().value())
            .bytes();
    Headers headers = Headers.none().and("content-type", "application/xml");
    headers = new ExpiryHeaders(words).addAbortion(headers, result.abortion());
    headers = echo.addSettled(headers, result.encryption(), request.wire().headers());
    Optional<ChecksumChoice> choice = result.checksum().filter(shown -> words.checksums());
    return WireResponse.of(
        200, choice.isEmpty() ? headers : checksums.add(headers, choice.get()), xml);
  }
}
