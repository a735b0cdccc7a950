package io.strongroom.protocol.http.object;

import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.time.InstantSource;
import java.util.Optional;

/** UploadPartCopy. */
public final class UploadPartCopyCodec
    implements OperationCodec<UploadPartCopy.Command, UploadPartCopy.Result> {

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final InstantSource clock;

  /**
   * @param clock by which dates of conditions lie in the future
   */
  public UploadPartCopyCodec(Vocabulary words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    this.encryption = new EncryptionHeaders(words);
  }

  @Override
  public UploadPartCopy.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    PartId part = UploadIds.part(request);
    String rangeHeader = words.header("copy-source-range");
    Optional<ByteRange> range =
        headers.first(rangeHeader).map(value -> SelectionHeaders.copyRange(rangeHeader, value));
    Optional<CustomerKey> target = encryption.ofPart(headers);
    return new UploadPartCopy.Command(
        request.caller(), part, target, source(headers, target), range);
  }

  @Override
  public WireResponse render(IncomingRequest request, UploadPartCopy.Result result) {
    XmlWriter xml =
        XmlWriter.document("CopyPartResult", words.xmlNamespace())
            .element("LastModified", HttpDates.xml(result.lastModified()))
            .element("ETag", result.etag().quoted());
    new ChecksumHeaders(words).write(xml, result.checksum(), false);
    Headers headers =
        new VersionHeaders(words)
            .ofSource(Headers.none().and("content-type", "application/xml"), result.source());
    return WireResponse.of(
        200, new EncryptionEchoHeaders(words).add(headers, result.encryption()), xml.bytes());
  }

  /** A source that is not valid must not leave the target's customer key behind. */
  private CopyObject.Source source(Headers headers, Optional<CustomerKey> target) {
    try {
      return new CopySources(words, encryption, clock).parse(headers);
    } catch (ObjectStoreException e) {
      target.ifPresent(CustomerKey::close);
      throw e;
    }
  }
}
