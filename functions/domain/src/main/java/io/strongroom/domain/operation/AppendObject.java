package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.AppendSealer;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.content.WrittenObject;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.name.AppendError;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.Version;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AppendObject: the first append makes an object, each further one puts bytes behind it, sealed as
 * a stream of their own under the same data key. That key has to be unwrapped for it, so this is no
 * business of who may only write.
 *
 * <p>Source: "Appending an Object", OBS API reference.
 */
public final class AppendObject {

  private final AuthorizedBuckets buckets;
  private final Objects objects;
  private final SealingKeys keys;
  private final Pieces pieces;

  public AppendObject(AuthorizedBuckets buckets, Objects objects, SealingKeys keys, Pieces pieces) {
    this.buckets = buckets;
    this.objects = objects;
    this.keys = keys;
    this.pieces = pieces;
  }

  /**
   * What seals.
   *
   * @param first makes objects whose bytes all are blobs
   * @param opener gives the data key of the object that is there
   * @param further seals what comes behind
   */
  public record Pieces(ObjectWriter first, ObjectOpener opener, AppendSealer further) {}

  /**
   * @param position where the bytes belong, from 0
   * @param encryption of a new object; later only a customer key counts
   * @param metadata of a new object, without effect later
   */
  public record Command(
      Caller caller,
      ObjectRef ref,
      long position,
      EncryptionRequest encryption,
      ObjectMetadata metadata,
      RequestBody body,
      WriteRules rules)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return SealingKeys.customerKey(encryption).stream();
    }
  }

  /**
   * @param next where the next bytes belong
   */
  public record Result(ETag etag, Published published, EncryptionEcho encryption, long next) {}

  /**
   * Fails with NoSuchBucket or AccessDenied, with ObjectNotAppendable or WrongPosition, or as a
   * write does.
   */
  public Uni<Result> execute(Command command) {
    return objects
        .locate(Wanted.current(command.ref()))
        .chain(
            located ->
                permitted(command, located)
                    .call(bucket -> buckets.requireRoom(bucket, command.body().length()))
                    .chain(
                        bucket ->
                            current(located)
                                .map(object -> extend(command, object, bucket))
                                .orElseGet(() -> begin(command, bucket))));
  }

  private Uni<Bucket> permitted(Command command, Located<Version> located) {
    return buckets
        .require(
            command.caller(),
            Action.PUT_OBJECT,
            command.ref(),
            conditions(command, current(located)),
            located.bucket())
        .invoke(AppendObject::requireUnlocked);
  }

  /**
   * Bytes that come behind others are sealed as those are, whatever a header says. A header that
   * has no effect must not be what a policy is told.
   */
  private static AccessConditions conditions(Command command, Optional<ObjectVersion> there) {
    return there
        .map(ObjectVersion::encryption)
        .map(AccessConditions::continuing)
        .orElseGet(() -> AccessConditions.writing(command.encryption()))
        .with(Fact.CREATES_OBJECT, Boolean.toString(there.isEmpty()));
  }

  /** OBS: nothing is appended where versions are kept from change. */
  private static void requireUnlocked(Bucket bucket) {
    if (bucket.settings().lock().isPresent()) {
      throw new ObjectStoreException(new VersionError.ObjectProtected());
    }
  }

  private static Optional<ObjectVersion> current(Located<Version> located) {
    return located.found().flatMap(Version::object);
  }

  private Uni<Result> begin(Command command, Bucket bucket) {
    if (command.position() != 0) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "There is no object yet, so the position must be 0.",
              "position",
              Long.toString(command.position())));
    }
    SealingKeys.Wish wish =
        new SealingKeys.Wish(
            command.encryption(), command.ref(), command.rules(), command.caller());
    ObjectWriter.Target target =
        new ObjectWriter.Target(
            command.ref(),
            command.metadata().unlessPlaced(bucket.settings().storageClass()).appendable(true),
            new WriteCondition.IfAbsent(),
            command.rules());
    return Ownership.using(
            keys.fresh(wish, bucket),
            fresh ->
                pieces
                    .first()
                    .write(command.body(), fresh, target)
                    .map(
                        written ->
                            result(
                                written,
                                EncryptionEcho.of(
                                    fresh.description(),
                                    SealingKeys.customerKey(command.encryption())))))
        .onFailure(AppendObject::isOvertaken)
        .transform(
            overtaken ->
                new ObjectStoreException(new AppendError.WrongPosition(command.ref().key(), 0)));
  }

  /** Somebody else made an object meanwhile. */
  private static boolean isOvertaken(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.PreconditionFailed;
  }

  private static Result result(WrittenObject written, EncryptionEcho echo) {
    return new Result(
        written.object().content().etag(),
        written.published(),
        echo,
        written.object().content().size());
  }

  private Uni<Result> extend(Command command, ObjectVersion object, Bucket bucket) {
    if (!object.metadata().isAppendable() || object.metadata().isArchived()) {
      throw new ObjectStoreException(new AppendError.ObjectNotAppendable(command.ref().key()));
    }
    if (command.position() != object.size()) {
      throw new ObjectStoreException(
          new AppendError.WrongPosition(command.ref().key(), object.size()));
    }
    Optional<CustomerKey> key = SealingKeys.customerKey(command.encryption());
    return Ownership.using(
        pieces.opener().dataKey(object, key, command.caller()),
        dataKey -> extend(command, object, bucket, dataKey));
  }

  private Uni<Result> extend(
      Command command, ObjectVersion object, Bucket bucket, DataKey dataKey) {
    EncryptionEcho echo =
        EncryptionEcho.of(object.encryption(), SealingKeys.customerKey(command.encryption()));
    return pieces
        .further()
        .append(object, command.body(), dataKey, command.rules())
        .map(
            extended ->
                new Result(
                    extended.etag(),
                    new Published(extended.version(), bucket.versioning()),
                    echo,
                    extended.size()));
  }
}
