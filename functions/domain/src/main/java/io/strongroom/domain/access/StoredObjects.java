package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.Version;
import java.util.Optional;

/** Finds an object for a reader, and checks what can be checked without a key. */
public final class StoredObjects {

  private final AuthorizedBuckets buckets;
  private final Objects objects;

  public StoredObjects(AuthorizedBuckets buckets, Objects objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  /**
   * Fails with NoSuchBucket or AccessDenied; with NoSuchKey, NoSuchVersion or InvalidVersionId
   * where there is nothing; with ObjectDeleted or VersionIsDeleteMarker where there is a delete
   * marker.
   */
  public Uni<FoundObject> get(Caller caller, Action action, Wanted wanted) {
    return get(caller, action, wanted, AccessConditions.none());
  }

  /** As above, with more that policies may depend on. */
  public Uni<FoundObject> get(
      Caller caller, Action action, Wanted wanted, AccessConditions conditions) {
    return objects
        .locate(wanted)
        .chain(
            located ->
                required(located, caller, action, wanted, conditions)
                    .map(version -> new FoundObject(object(version, wanted), versioning(located))));
  }

  /** As {@link #get}, for whoever is going to read the object's bytes. */
  public Uni<ReadableObject> getToRead(Caller caller, Action action, Wanted wanted) {
    return objects
        .locateToRead(wanted)
        .chain(
            located ->
                required(located, caller, action, wanted, AccessConditions.none())
                    .map(
                        readable ->
                            new ReadableObject(
                                object(readable.version(), wanted),
                                readable.bytes(),
                                versioning(located))));
  }

  private <T> Uni<T> required(
      Located<T> located,
      Caller caller,
      Action action,
      Wanted wanted,
      AccessConditions conditions) {
    return located
        .found()
        .map(
            found ->
                buckets
                    .require(caller, action, wanted, conditions, located.bucket())
                    .map(bucket -> found))
        .orElseGet(() -> absent(caller, wanted, located.bucket()));
  }

  /** S3: that something is not there is told to whoever may list, and to nobody else. */
  private <T> Uni<T> absent(Caller caller, Wanted wanted, Optional<Bucket> bucket) {
    return buckets.requireToList(caller, wanted, bucket).chain(allowed -> missing(wanted));
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

  private static ObjectVersion object(Version version, Wanted wanted) {
    return switch (version) {
      case ObjectVersion object -> object;
      case DeleteMarker marker ->
          throw refused(
              wanted.version().isEmpty()
                  ? new VersionError.ObjectDeleted(wanted.key(), marker.versionRef().version())
                  : new VersionError.VersionIsDeleteMarker(
                      marker.versionRef(), marker.lastModified()));
    };
  }

  private static Versioning versioning(Located<?> located) {
    return located.bucket().map(Bucket::versioning).orElse(Versioning.UNVERSIONED);
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
