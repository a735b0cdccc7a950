package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.StoredObject;
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
  public Uni<StoredObject> get(Caller caller, Action action, ObjectRef ref) {
    return buckets
        .get(caller, action, ref)
        .chain(bucket -> objects.find(ref))
        .map(
            found ->
                found.orElseThrow(
                    () -> new ObjectStoreException(new RequestError.NoSuchKey(ref.key()))));
  }

  /** A customer key has to be there exactly when the object is sealed under one. */
  public static void requireFittingKey(StoredObject object, Optional<CustomerKey> key) {
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
