package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import java.util.Optional;

/** Finds an object for a reader, and checks what can be checked without a key. */
public final class StoredObjects {

  private final AuthorizedBuckets buckets;
  private final Objects objects;

  public StoredObjects(AuthorizedBuckets buckets, Objects objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  /** Fails with NoSuchBucket, AccessDenied or NoSuchKey. */
  public Uni<ObjectVersion> get(Caller caller, Action action, ObjectRef ref) {
    return required(objects.locate(ref), caller, action, ref);
  }

  /** As {@link #get}, for whoever is going to read the object's bytes. */
  public Uni<ReadableObject> getToRead(Caller caller, Action action, ObjectRef ref) {
    return required(objects.locateToRead(ref), caller, action, ref);
  }

  private <T> Uni<T> required(
      Uni<Located<T>> locating, Caller caller, Action action, ObjectRef ref) {
    return locating.chain(
        located ->
            buckets
                .require(caller, action, ref, AccessConditions.none(), located.bucket())
                .map(
                    bucket ->
                        located
                            .found()
                            .orElseThrow(
                                () ->
                                    new ObjectStoreException(
                                        new RequestError.NoSuchKey(ref.key())))));
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
        .locate(ref)
        .chain(
            located ->
                buckets
                    .require(caller, Action.PUT_OBJECT, ref, conditions, located.bucket())
                    .invoke(
                        bucket ->
                            condition.require(ref, located.found().map(ObjectVersion::etag))));
  }

  /** A customer key has to be there exactly when the object is sealed under one. */
  public static void requireFittingKey(ObjectVersion object, Optional<CustomerKey> key) {
    switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided customer -> {
        if (key.isEmpty()) {
          throw new ObjectStoreException(new RequestError.CustomerKeyRequired());
        }
      }
      case EncryptionDescription.KmsManaged kms -> requireNone(key);
      case EncryptionDescription.ServiceManaged service -> requireNone(key);
      case EncryptionDescription.Unencrypted none -> requireNone(key);
    }
  }

  private static void requireNone(Optional<CustomerKey> key) {
    if (key.isPresent()) {
      throw new ObjectStoreException(new RequestError.CustomerKeyNotApplicable());
    }
  }
}
