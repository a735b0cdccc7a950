package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksummedBody;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.content.WrittenObject;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.CopyError;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Origin;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionMarks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * CopyObject: seals the source again under the destination's settings, or only re-wraps its data
 * key where that is enough.
 *
 * <p>Nothing about encryption is inherited from the source. Source: S3 API reference, "CopyObject".
 */
public final class CopyObject {

  private final AuthorizedBuckets buckets;
  private final SealingKeys keys;
  private final CopySource sources;
  private final ObjectWriter writer;
  private final Rewrapper rewrapper;

  public CopyObject(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      CopySource sources,
      ObjectWriter writer,
      Rewrapper rewrapper) {
    this.buckets = buckets;
    this.keys = keys;
    this.sources = sources;
    this.writer = writer;
    this.rewrapper = rewrapper;
  }

  /**
   * @param checksum the algorithm of the copy's; empty for the source's
   */
  public record Command(
      Caller caller,
      Source source,
      ObjectRef destination,
      EncryptionRequest encryption,
      About about,
      Optional<ChecksumAlgorithm> checksum,
      WriteCondition condition,
      WriteRules rules)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return Stream.concat(
          SealingKeys.customerKey(encryption).stream(), source.customerKey().stream());
    }
  }

  /**
   * What the copy has besides its bytes.
   *
   * @param metadata replaces the source's; empty copies the source's
   * @param placement in place of the source's, which no copy inherits; to give any makes a copy
   *     onto itself legal
   * @param tags replace the source's; empty copies the source's
   * @param lock of the copy: none is inherited
   */
  public record About(
      Optional<ObjectMetadata> metadata,
      ObjectMetadata.Placement placement,
      Optional<List<Tag>> tags,
      ObjectLock lock) {

    /** Everything as the source has it, as far as a copy may. */
    public static About ofSource() {
      return new About(
          Optional.empty(), ObjectMetadata.Placement.none(), Optional.empty(), ObjectLock.none());
    }

    ObjectMetadata over(ObjectMetadata source) {
      return metadata
          .orElseGet(() -> source.placed(placement))
          .marked(new VersionMarks(tags.orElse(source.marks().tags()), lock));
    }
  }

  /** What to copy, with the customer key if it is sealed under one. */
  public record Source(
      Wanted wanted, Optional<CustomerKey> customerKey, ReadConditions conditions) {}

  /**
   * @param source version that was copied, if it has an id
   * @param expiry when the copy goes by itself, if it does
   */
  public record Result(
      ETag etag,
      Instant lastModified,
      Published published,
      Optional<VersionId> source,
      EncryptionEcho encryption,
      Optional<ObjectChecksum> checksum,
      Optional<Lifecycle.Expiry> expiry) {}

  public Uni<Result> execute(Command command) {
    return sources
        .find(command.caller(), command.source())
        .call(source -> requireToCopyTags(command, source))
        .chain(
            source ->
                destination(command, source)
                    .chain(into -> requireRoom(source, into))
                    .chain(into -> copy(command, source, into)));
  }

  /** S3: whoever copies tags has to be allowed to read them. */
  private Uni<?> requireToCopyTags(Command command, ReadableObject source) {
    List<Tag> tags = source.object().marks().tags();
    return tags.isEmpty() || command.about().tags().isPresent()
        ? Uni.createFrom().voidItem()
        : buckets.require(
            command.caller().atSource(),
            Action.GET_OBJECT_TAGGING,
            command.source().wanted(),
            AccessConditions.none().onTagged(tags),
            Optional.of(source.bucket()));
  }

  private Uni<Bucket> requireRoom(ReadableObject source, Bucket into) {
    return buckets.requireRoom(into, OptionalLong.of(source.object().size()));
  }

  private Uni<Bucket> destination(Command command, ReadableObject source) {
    VersionMarks marks = command.about().over(source.object().metadata()).marks();
    return buckets
        .get(
            command.caller(),
            Action.PUT_OBJECT,
            command.destination(),
            AccessConditions.writing(command.encryption())
                .with(Fact.COPY_SOURCE, command.source().wanted().object().path())
                .with(Fact.CREATES_OBJECT, "true")
                .bringing(marks)
                .onlyIf(command.condition()))
        .chain(
            bucket ->
                buckets.requireToMark(command.caller(), command.destination(), marks, bucket));
  }

  private Uni<Result> copy(Command command, ReadableObject source, Bucket bucket) {
    ObjectVersion object = source.object();
    requireChange(command, object, bucket);
    EncryptionSettings settings = keys.settings(wish(command), bucket);
    ObjectWriter.Target target =
        new ObjectWriter.Target(
            command.destination(),
            command.about().over(object.metadata()).unlessPlaced(bucket.settings().storageClass()),
            command.condition(),
            command.rules(),
            Origin.COPY);
    Uni<WrittenObject> written =
        command.checksum().isEmpty() && Rewrapper.suffices(object, settings, command.rules())
            ? rewrapper
                .rewrap(object, command.source().customerKey(), settings, target, command.caller())
                .chain(
                    done ->
                        done.map(copy -> Uni.createFrom().item(copy))
                            .orElseGet(() -> sealAgain(command, source, bucket, target)))
            : sealAgain(command, source, bucket, target);
    return written.map(
        copy ->
            new Result(
                copy.object().content().etag(),
                copy.object().content().lastModified(),
                copy.published(),
                sourceVersion(source),
                EncryptionEcho.of(
                    copy.object().sealing().encryption(),
                    SealingKeys.customerKey(command.encryption())),
                copy.checksum(),
                bucket.settings().expiry(copy.version())));
  }

  /** S3: told where the source has an id. */
  static Optional<VersionId> sourceVersion(ReadableObject source) {
    return Optional.of(source.object().version())
        .filter(version -> source.versioning().isKept() && !version.isNull());
  }

  private Uni<WrittenObject> sealAgain(
      Command command, ReadableObject source, Bucket bucket, ObjectWriter.Target target) {
    ByteRange whole = new ByteRange(0, source.object().size());
    return Ownership.using(
        sources.open(command.caller(), command.source(), source, whole),
        plaintext ->
            Ownership.using(
                keys.fresh(wish(command), bucket),
                fresh -> writer.write(body(command, plaintext), fresh, target)));
  }

  /** S3: the checksum algorithm is kept unless another is asked for. */
  private static RequestBody body(Command command, CopySource.Plaintext plaintext) {
    Optional<ChecksumAlgorithm> algorithm =
        command.checksum().or(() -> plaintext.checksum().map(ObjectChecksum::algorithm));
    RequestBody body = plaintext.body();
    return algorithm.<RequestBody>map(known -> new ChecksummedBody(body, known)).orElse(body);
  }

  private static SealingKeys.Wish wish(Command command) {
    return new SealingKeys.Wish(
        command.encryption(), command.destination(), command.rules(), command.caller());
  }

  /** S3: a copy onto itself has to change something. An explicit bucket default counts. */
  private static void requireChange(Command command, ObjectVersion object, Bucket bucket) {
    boolean changes =
        !command.destination().equals(object.ref())
            || command.source().wanted().version().isPresent()
            || command.about().metadata().isPresent()
            || command.about().placement().isGiven()
            || !(command.encryption() instanceof EncryptionRequest.BucketDefault)
            || bucket.encryption().isPresent()
            || !(object.encryption() instanceof EncryptionDescription.ServiceManaged);
    if (!changes) {
      throw new ObjectStoreException(new CopyError.IllegalSelfCopy());
    }
  }
}
