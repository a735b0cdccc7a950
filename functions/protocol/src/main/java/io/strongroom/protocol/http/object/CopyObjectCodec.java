package io.strongroom.protocol.http.object;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** CopyObject. */
public final class CopyObjectCodec
    implements OperationCodec<CopyObject.Command, CopyObject.Result> {

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final EncryptionEchoHeaders echo;
  private final MetadataHeaders metadata;
  private final ChecksumHeaders checksums;
  private final InstantSource clock;

  /**
   * @param clock by which dates of conditions lie in the future
   */
  public CopyObjectCodec(Vocabulary words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    this.encryption = new EncryptionHeaders(words);
    this.echo = new EncryptionEchoHeaders(words);
    this.metadata = new MetadataHeaders(words);
    this.checksums = new ChecksumHeaders(words);
  }

  @Override
  public CopyObject.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    UnofferedHeaders.refuse(headers, words);
    ObjectRef destination = Targets.object(request);
    CopyObject.About about = about(headers);
    Optional<ChecksumAlgorithm> checksum = checksums.algorithm(headers);
    WriteCondition condition = ConditionHeaders.ofWrite(headers);
    EncryptionRequest target = encryption.ofWrite(headers, destination);
    return new CopyObject.Command(
        request.caller(),
        source(headers, target),
        destination,
        target,
        about,
        checksum,
        condition,
        words.rules());
  }

  @Override
  public WireResponse render(IncomingRequest request, CopyObject.Result result) {
    XmlWriter xml =
        XmlWriter.document("CopyObjectResult", words.xmlNamespace())
            .element("LastModified", HttpDates.xml(result.lastModified()))
            .element("ETag", result.etag().quoted());
    checksums.write(xml, result.checksum(), true);
    Headers headers =
        new VersionHeaders(words)
            .ofCopy(
                Headers.none().and("content-type", "application/xml"),
                result.published(),
                result.source());
    headers = new ExpiryHeaders(words).add(headers, result.expiry());
    return WireResponse.of(
        200, echo.addSettled(headers, result.encryption(), request.wire().headers()), xml.bytes());
  }

  /** A source that is not valid must not leave the target's customer key behind. */
  private CopyObject.Source source(Headers headers, EncryptionRequest target) {
    try {
      return new CopySources(words, encryption, clock).parse(headers);
    } catch (ObjectStoreException e) {
      if (target instanceof EncryptionRequest.CustomerProvided(CustomerKey key)) {
        key.close();
      }
      throw e;
    }
  }

  private CopyObject.About about(Headers headers) {
    Optional<ObjectMetadata> replacement =
        replaces(headers, "metadata") ? Optional.of(metadata.parse(headers)) : Optional.empty();
    Optional<List<Tag>> tags =
        replaces(headers, "tagging")
            ? Optional.of(new TagHeader(words).parse(headers))
            : Optional.empty();
    // S3: what is to be copied is passed over where the request says it, too.
    headers.markRead(words.header("tagging"));
    return new CopyObject.About(
        replacement,
        metadata.placement(headers),
        tags,
        new LockHeaders(words).parse(headers, clock));
  }

  private boolean replaces(Headers headers, String what) {
    String header = words.header(what + "-directive");
    String directive = headers.first(header).filter(text -> !text.isEmpty()).orElse("COPY");
    return switch (directive) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default ->
          throw new ObjectStoreException(
              new RequestError.InvalidArgument(
                  "Unknown " + what + " directive.", header, directive));
    };
  }
}
