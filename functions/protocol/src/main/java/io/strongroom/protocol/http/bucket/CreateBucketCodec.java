package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CreateBucket. The body, which says where the bucket shall be, is optional.
 *
 * <p>Source: "CreateBucket", Amazon S3 API reference; "Creating a Bucket", OBS API reference.
 */
public final class CreateBucketCodec
    implements OperationCodec<CreateBucket.Command, Dialect.Empty> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind("CreateBucketConfiguration", XmlLimits.SMALL, Digest.OPTIONAL);

  private static final Set<String> PRIVATE = Set.of("", "private");

  private final Vocabulary words;
  private final String region;
  private final boolean idempotent;

  /**
   * @param region where this service is
   * @param idempotent whether creating one's own bucket again is a success
   */
  public CreateBucketCodec(Vocabulary words, String region, boolean idempotent) {
    this.words = words;
    this.region = region;
    this.idempotent = idempotent;
  }

  @Override
  public CreateBucket.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    refuseUnoffered(headers);
    Optional<EncryptionConfiguration> encryption =
        new CreationEncryptionHeaders(words).parse(headers);
    RequestDocument document = RequestDocument.read(request, words, KIND);
    if (!document.isEmpty()) {
      requireHere(document.parse());
    }
    return new CreateBucket.Command(
        request.caller(), Targets.bucket(request), encryption, idempotent);
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(
        200, Headers.none().and("location", "/" + Targets.bucket(request).value()));
  }

  /** S3 calls the element LocationConstraint, OBS calls it Location. */
  private void requireHere(XmlElement configuration) {
    Stream.of("LocationConstraint", "Location")
        .flatMap(name -> configuration.all(name).stream())
        .filter(location -> location.children().isEmpty())
        .map(location -> location.text().strip())
        .filter(given -> !given.isEmpty() && !given.equals(region))
        .findFirst()
        .ifPresent(
            given -> {
              throw new ObjectStoreException(new RequestError.WrongLocation(given, region));
            });
  }

  /** What would be lost if it were ignored. */
  private void refuseUnoffered(Headers headers) {
    String lock = words.header("bucket-object-lock-enabled");
    if (headers.first(lock).filter(value -> value.equalsIgnoreCase("true")).isPresent()) {
      throw new ObjectStoreException(new RequestError.HeaderNotImplemented(lock));
    }
    String acl = words.header("acl");
    if (!PRIVATE.contains(headers.first(acl).orElse(""))) {
      throw new ObjectStoreException(new RequestError.HeaderNotImplemented(acl));
    }
  }
}
