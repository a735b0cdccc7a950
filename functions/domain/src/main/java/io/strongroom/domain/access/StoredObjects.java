package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionMarks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Finds an object for a reader, and checks what can be checked without a key. */
public final class StoredObjects {

  private final AuthorizedBuckets buckets;
  private final Objects objects;
  private final InstantSource clock;

  /**
   * @param clock by which a restored object goes back to its archive
   */
  public StoredObjects(AuthorizedBuckets buckets, Objects objects, InstantSource clock) {
    this.buckets = buckets;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * Fails with NoSuchBucket or AccessDenied; with NoSuchKey, NoSuchVersion or InvalidVersionId
   * where there is nothing; with ObjectDeleted or VersionIsDeleteMarker where there is a delete
   * marker.
   */
  public Uni<FoundObject> get(Caller caller, Action action, Wanted wanted) {
    return get(new VersionLook(caller, action, wanted));
  }

  /** As above, with more that policies may depend on. */
  public Uni<FoundObject> get(
      Caller caller, Action action, Wanted wanted, AccessConditions conditions) {
    return get(new VersionLook(caller, action, wanted, conditions, VersionLook.Place.OF_CONTENT));
  }

  /** As above, with what else has to be so. Fails also with BucketNotLockable. */
  public Uni<FoundObject> get(VersionLook look) {
    return objects
        .locate(look.wanted())
        .chain(
            located ->
                required(located, version -> version, look)
                    .map(version -> found(object(version, look), located, look)));
  }

  /** As {@link #get}, for whoever is going to read the object's bytes. Fails with NotRestored. */
  public Uni<ReadableObject> getToRead(Caller caller, Action action, Wanted wanted) {
    VersionLook look = new VersionLook(caller, action, wanted);
    return objects
        .locateToRead(wanted)
        .chain(
            located ->
                required(located, ReadableVersion::version, look)
                    .map(
                        readable ->
                            new ReadableObject(
                                found(
                                    Archive.requireRestored(
                                        object(readable.version(), look), clock.instant()),
                                    located,
                                    look),
                                readable.bytes())));
  }

  private <T> Uni<T> required(Located<T> located, Function<T, Version> version, VersionLook look) {
    return located
        .found()
        .map(
            found ->
                isGone(version.apply(found), look)
                    ? buckets
                        .requireToList(look.caller(), look.wanted(), located.bucket())
                        .map(bucket -> found)
                    : allowed(located, found, version, look))
        .orElseGet(() -> absent(look, located.bucket()));
  }

  /** S3: a delete marker on top is an absence, told to whoever may list. */
  private static boolean isGone(Version version, VersionLook look) {
    return version instanceof DeleteMarker
        && look.wanted().version().isEmpty()
        && look.place() == VersionLook.Place.OF_CONTENT;
  }

  private <T> Uni<T> allowed(
      Located<T> located, T found, Function<T, Version> version, VersionLook look) {
    return buckets
        .require(
            look.caller(),
            look.action(),
            look.wanted(),
            look.conditions().onTagged(tags(version.apply(found))),
            located.bucket())
        .invoke(bucket -> requirePlace(bucket, look))
        .map(bucket -> found);
  }

  private static List<Tag> tags(Version version) {
    return version.object().map(object -> object.marks().tags()).orElse(List.of());
  }

  private static void requirePlace(Bucket bucket, VersionLook look) {
    if (look.place() == VersionLook.Place.OF_LOCKS && bucket.settings().lock().isEmpty()) {
      throw refused(new LockError.BucketNotLockable(false));
    }
  }

  /** S3: that something is not there is told to whoever may list, and to nobody else. */
  private <T> Uni<T> absent(VersionLook look, Optional<Bucket> found) {
    return buckets
        .requireToList(look.caller(), look.wanted(), found)
        .invoke(bucket -> requirePlace(bucket, look))
        .chain(allowed -> missing(look.wanted()));
  }

  /** Asks the store once more, but only to say precisely what is wrong. */
  private <T> Uni<T> missing(Wanted wanted) {
    if (wanted.version().isEmpty()) {
      return Uni.createFrom().failure(refused(new RequestError.NoSuchKey(wanted.key())));
    }
    VersionId version = wanted.version().get();
    return objects
        .hasIssued(wanted.bucket(), version)
        .map(
            issued -> {
              throw refused(
                  issued
                      ? new VersionError.NoSuchVersion(wanted.key(), version.value())
                      : new VersionError.InvalidVersionId(version.value()));
            });
  }

  private static ObjectVersion object(Version version, VersionLook look) {
    return switch (version) {
      case ObjectVersion object -> object;
      case DeleteMarker marker -> throw refused(ofMarker(marker, look));
    };
  }

  private static VersionError ofMarker(DeleteMarker marker, VersionLook look) {
    VersionError deleted =
        new VersionError.ObjectDeleted(look.wanted().key(), marker.versionRef().version());
    VersionError named =
        new VersionError.VersionIsDeleteMarker(marker.versionRef(), marker.lastModified());
    return switch (look.place()) {
      case OF_CONTENT -> look.wanted().version().isEmpty() ? deleted : named;
      case OF_MARKS, OF_LOCKS -> named;
      case OF_MARKS_OR_NOTHING -> deleted;
    };
  }

  /** What was found has been found in a bucket. */
  private static FoundObject found(ObjectVersion object, Located<?> located, VersionLook look) {
    Bucket bucket = located.bucket().orElseThrow();
    return look.wanted().version().isEmpty()
        ? FoundObject.current(object, bucket)
        : FoundObject.named(object, bucket);
  }

  private static ObjectStoreException refused(RequestError error) {
    return new ObjectStoreException(error);
  }

  /**
   * The bucket of an object that is about to be written. Fails with NoSuchBucket, AccessDenied, and
   * as the write itself would with this condition now: an early answer before a body is accepted.
   */
  public Uni<Bucket> bucketFor(
      Caller caller, ObjectRef ref, AccessConditions conditions, WriteCondition condition) {
    if (condition instanceof WriteCondition.Always) {
      return buckets.get(caller, Action.PUT_OBJECT, ref, conditions);
    }
    return objects
        .locate(Wanted.current(ref))
        .chain(
            located ->
                buckets
                    .require(caller, Action.PUT_OBJECT, ref, conditions, located.bucket())
                    .call(bucket -> requireToCompare(caller, ref, condition, bucket))
                    .invoke(
                        bucket ->
                            condition.require(
                                ref,
                                located
                                    .found()
                                    .flatMap(Version::object)
                                    .map(ObjectVersion::etag))));
  }

  /** Whether the caller may write an object into a bucket that was found. */
  public Uni<Bucket> requireToWrite(
      Caller caller, ObjectRef ref, AccessConditions conditions, Bucket bucket) {
    return buckets.require(caller, Action.PUT_OBJECT, ref, conditions, Optional.of(bucket));
  }

  /**
   * Whether the caller may write a version with these marks into the bucket.
   *
   * @param bucket into which the caller may write
   */
  public Uni<Bucket> requireToMark(
      Caller caller, ObjectRef ref, VersionMarks marks, Bucket bucket) {
    return buckets.requireToMark(caller, ref, marks, bucket);
  }

  /** As of {@link AuthorizedBuckets#requireRoom}. */
  public Uni<Bucket> requireRoom(Bucket bucket, OptionalLong more) {
    return buckets.requireRoom(bucket, more);
  }

  /** What the caller may see of an object that they may read: others' marks are left out. */
  public Uni<FoundObject> shown(Caller caller, Wanted wanted, FoundObject found) {
    return found.object().marks().equals(VersionMarks.none())
        ? Uni.createFrom().item(found)
        : buckets.visibleMarks(caller, wanted, found).map(found::showing);
  }

  /** S3: whoever writes only over a certain content has to be allowed to know it. */
  private Uni<Void> requireToCompare(
      Caller caller, ObjectRef ref, WriteCondition condition, Bucket bucket) {
    return condition instanceof WriteCondition.IfMatches
        ? buckets
            .require(caller, Action.GET_OBJECT, ref, AccessConditions.none(), Optional.of(bucket))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /** A customer key has to be there exactly when the object is sealed under one. */
  public static void requireFittingKey(ObjectVersion object, Optional<CustomerKey> key) {
    switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> {
        if (key.isEmpty()) {
          throw new ObjectStoreException(new RequestError.CustomerKeyRequired());
        }
      }
      case EncryptionDescription.KmsManaged _ -> requireNone(key);
      case EncryptionDescription.ServiceManaged _ -> requireNone(key);
      case EncryptionDescription.Unencrypted _ -> requireNone(key);
    }
  }

  private static void requireNone(Optional<CustomerKey> key) {
    if (key.isPresent()) {
      throw new ObjectStoreException(new RequestError.CustomerKeyNotApplicable());
    }
  }
}
