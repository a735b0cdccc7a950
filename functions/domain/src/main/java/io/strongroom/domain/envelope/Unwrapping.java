package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Optional;

/** Takes a data key out of its envelope, whose binding was checked before. Thread-safe. */
record Unwrapping(KeyService kms, UserKeys user, OuterLayer outer) {

  /** The receiver closes it. */
  Uni<DataKey> dataKey(WrappedObject object, Caller caller) {
    Envelope envelope = object.envelope();
    KeyBinding binding = new KeyBinding(object.ref().arn());
    return switch (envelope.wrap()) {
      case KmsHeldWrap held -> held(object, held, envelope.suite(), caller);
      case CustomerKeyWrap wrap -> Uni.createFrom().item(() -> unwrap(object, wrap, binding));
      case LayeredWrap wrap ->
          outer.open(
              held(object, wrap.inner(), envelope.suite().layer(), caller),
              wrap.outer(),
              binding,
              caller);
    };
  }

  private Uni<DataKey> held(WrappedObject object, KmsHeldWrap held, Suite suite, Caller caller) {
    KeyBinding binding = new KeyBinding(object.ref().arn());
    return switch (held) {
      case KmsWrap wrap ->
          user.decrypt(wrap.keyId(), wrap.dataKey(), wrap.context(), caller)
              .map(key -> asDataKey(suite, key));
      case BucketKeyWrap wrap ->
          wrappingKey(object, wrap, caller).map(key -> unwrap(key, suite, wrap, binding));
    };
  }

  /** Keys shared by many objects are cached by rule; a key that wraps one object only is not. */
  private Uni<BucketKey> wrappingKey(WrappedObject object, BucketKeyWrap wrap, Caller caller) {
    boolean ofOneObject =
        object.description() instanceof EncryptionDescription.KmsManaged managed
            && !managed.bucketKey();
    if (!ofOneObject) {
      return object.description() instanceof EncryptionDescription.KmsManaged
          ? user.unwrap(wrap, caller)
          : kms.unwrapBucketKey(wrap, Requesters.service(caller));
    }
    return user.decrypt(wrap.keyId(), wrap.bucketKey(), wrap.context(), caller)
        .map(key -> new BucketKey(key.keyId(), wrap.bucketKey(), key.plaintext(), key.reach()));
  }

  /** A key of another length was not wrapped for this record: its suite was changed. */
  private static DataKey asDataKey(Suite suite, UnwrappedKey key) {
    try {
      return DataKey.of(suite, key.plaintext());
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }

  private static DataKey unwrap(
      BucketKey key, Suite suite, BucketKeyWrap wrap, KeyBinding binding) {
    try (key) {
      return LocalWrap.unwrap(key.plaintext(), suite, wrap.dataKey(), binding);
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }

  private static DataKey unwrap(WrappedObject object, CustomerKeyWrap wrap, KeyBinding binding) {
    Optional<CustomerKey> key = object.customerKey();
    if (key.isEmpty()) {
      throw new ObjectStoreException(new RequestError.CustomerKeyRequired());
    }
    try {
      return LocalWrap.unwrapWithCustomerKey(
          key.get().bytes(), object.envelope().suite(), wrap.dataKey(), binding);
    } catch (CiphertextRejected wrongKey) {
      throw new ObjectStoreException(new RequestError.CustomerKeyWrong());
    }
  }
}
