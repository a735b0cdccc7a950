package io.strongroom.protocol.http.bucket;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.record.BucketLock;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.configuration.TagRules;
import io.strongroom.protocol.http.configuration.TagSetDocument;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * CreateBucket. The body, which says where the bucket shall be, is optional.
 *
 * <p>Source: "CreateBucket", Amazon S3 API reference; "Creating a Bucket", OBS API reference.
 */
public final class CreateBucketCodec
    implements OperationCodec<CreateBucket.Command, Dialect.Empty> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind("CreateBucketConfiguration", XmlLimits.SMALL, Digest.OPTIONAL);

  private final Vocabulary words;
  private final Region region;
  private final boolean idempotent;
  private final Predicate<BucketName> reserved;

  /**
   * @param region where this service is
   * @param idempotent whether creating one's own bucket again is a success
   * @param reserved names that no new bucket may have
   */
  public CreateBucketCodec(
      Vocabulary words, Region region, boolean idempotent, Predicate<BucketName> reserved) {
    this.words = words;
    this.region = region;
    this.idempotent = idempotent;
    this.reserved = reserved;
  }

  @Override
  public CreateBucket.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    new CreationHeaders(words).requireOffered(headers);
    boolean locking = new CreationHeaders(words).locks(headers);
    Optional<BucketSetting> storageClass = new CreationHeaders(words).storageClass(headers);
    Optional<EncryptionConfiguration> encryption =
        new CreationEncryptionHeaders(words).parse(headers);
    RequestDocument document = RequestDocument.read(request, words, KIND);
    Wanted wanted =
        document.isEmpty() ? new Wanted("", List.of()) : document.parse(this::configuration);
    if (!wanted.location().isEmpty() && !wanted.location().equals(region.value())) {
      throw new ObjectStoreException(new RequestError.WrongLocation(wanted.location(), region));
    }
    BucketName name = Targets.bucket(request);
    if (reserved.test(name)) {
      throw new ObjectStoreException(new RequestError.InvalidBucketName(name.value()));
    }
    return new CreateBucket.Command(
        request.caller(),
        name,
        encryption,
        settings(wanted, storageClass, locking),
        idempotent,
        Optional.of(wanted.location()).filter(place -> !place.isEmpty()));
  }

  /** A bucket that locks versions keeps them from the first. */
  private static BucketSettings settings(
      Wanted wanted, Optional<BucketSetting> storageClass, boolean locking) {
    BucketSettings tagged = BucketSettings.none().with(new BucketSetting.Tags(wanted.tags()));
    BucketSettings placed = storageClass.map(tagged::with).orElse(tagged);
    return locking
        ? placed.with(Versioning.ENABLED).with(Optional.of(new BucketLock(Optional.empty())))
        : placed;
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    BucketName name = Targets.bucket(request);
    Headers headers = Headers.none().and("location", "/" + name.value());
    return WireResponse.of(
        200, words.checksums() ? headers.and(words.header("bucket-arn"), name.arn()) : headers);
  }

  /** What the document asks for; an empty location is this one. */
  private record Wanted(String location, List<Tag> tags) {}

  private Wanted configuration(XmlElement configuration) {
    String location = location(configuration);
    List<Tag> tags =
        configuration
            .find("Tags")
            .map(new TagSetDocument(words, TagRules.S3_NEW_BUCKET)::tags)
            .orElse(List.of());
    return new Wanted(location, tags);
  }

  /**
   * S3 calls the element LocationConstraint, OBS calls it Location. S3: other elements make buckets
   * of another kind.
   */
  private static String location(XmlElement configuration) {
    for (String directory : List.of("Location", "Bucket")) {
      if (configuration.all(directory).stream().anyMatch(each -> !each.children().isEmpty())) {
        throw new ObjectStoreException(new RequestError.NotImplemented("directory buckets"));
      }
    }
    configuration.allowing("LocationConstraint", "Location", "Tags");
    String constraint = configuration.findText("LocationConstraint").map(String::strip).orElse("");
    String location = configuration.findText("Location").map(String::strip).orElse("");
    if (!constraint.isEmpty() && !location.isEmpty() && !constraint.equals(location)) {
      throw new ObjectStoreException(new RequestError.MalformedXml("two locations"));
    }
    return constraint.isEmpty() ? location : constraint;
  }
}
