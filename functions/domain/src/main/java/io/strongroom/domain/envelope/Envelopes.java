package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.WrappedEnvelope;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Makes, opens and re-wraps envelopes: the only place that decides which key wraps a data key.
 * Thread-safe.
 */
public final class Envelopes {

  private final KeyService kms;
  private final UserKeys user;
  private final ServiceKeys keys;

  public Envelopes(KeyService kms, ServiceKeys keys) {
    this.kms = kms;
    this.user = new UserKeys(kms);
    this.keys = keys;
  }

  /** A new data key for an object, wrapped as {@code settings} say. The receiver closes it. */
  public Uni<FreshEnvelope> create(EncryptionSettings settings, ObjectRef ref, Caller caller) {
    return Ownership.deliver(Uni.createFrom().deferred(() -> createNow(settings, ref, caller)));
  }

  private Uni<FreshEnvelope> createNow(EncryptionSettings settings, ObjectRef ref, Caller caller) {
    if (settings instanceof EncryptionSettings.KmsManaged managed && !managed.bucketKey()) {
      return createInKms(managed, ref, caller);
    }
    return Uni.createFrom()
        .item(() -> DataKey.generate(settings.cipher().suite()))
        .chain(
            dataKey ->
                Ownership.handOver(
                    dataKey,
                    () ->
                        wrap(dataKey, settings, ref, caller)
                            .map(
                                wrapped ->
                                    new FreshEnvelope(
                                        dataKey, wrapped.envelope(), wrapped.description()))));
  }

  /**
   * Another envelope for the data key of a stored object. Where both keys are in the KMS the data
   * key does not leave it; else it is unwrapped here and wrapped again.
   */
  public Uni<WrappedEnvelope> rewrap(
      WrappedObject source, EncryptionSettings settings, ObjectRef destination, Caller caller) {
    requireBound(source, () -> source.envelope().requireBinding(binding(source)));
    if (source.envelope().wrap() instanceof KmsWrap from
        && settings instanceof EncryptionSettings.KmsManaged to
        && !to.bucketKey()) {
      return reEncrypt(source.envelope(), from, to, destination, caller)
          .onFailure()
          .transform(failure -> RejectedKeys.at(source.ref(), failure));
    }
    return rewrap(source, settings, destination, caller, (dataKey, wrapped) -> wrapped);
  }

  /**
   * As the other, for records of which more changes than the envelope: the data key is unwrapped
   * here in any case, and lent to {@code use} before it is closed.
   */
  public <T> Uni<T> rewrap(
      WrappedObject source,
      EncryptionSettings settings,
      ObjectRef destination,
      Caller caller,
      BiFunction<DataKey, WrappedEnvelope, T> use) {
    return Ownership.using(
        open(source, caller),
        dataKey ->
            wrap(dataKey, settings, destination, caller)
                .map(wrapped -> use.apply(dataKey, wrapped)));
  }

  /**
   * The data key of a stored object. The receiver closes it.
   *
   * @return fails with CustomerKeyWrong, KmsFailed or ObjectDamaged
   */
  public Uni<DataKey> open(WrappedObject object, Caller caller) {
    return opened(
        object,
        () -> {
          requireBound(object, () -> object.envelope().requireBinding(binding(object)));
          return unwrap(object, caller);
        });
  }

  /** As {@link #open}, with the envelope that an open upload's parts are sealed with. */
  public Uni<DataKey> openUpload(WrappedObject upload, Caller caller) {
    return opened(
        upload,
        () -> {
          requireBound(upload, () -> upload.envelope().requireUploadBinding(binding(upload)));
          return unwrap(upload, caller);
        });
  }

  private static Uni<DataKey> opened(
      WrappedObject object, Supplier<Uni<? extends DataKey>> unwrapped) {
    return Ownership.deliver(Uni.createFrom().deferred(unwrapped))
        .onFailure()
        .transform(failure -> RejectedKeys.at(object.ref(), failure));
  }

  private Uni<DataKey> unwrap(WrappedObject object, Caller caller) {
    Envelope envelope = object.envelope();
    KeyBinding binding = binding(object);
    return switch (envelope.wrap()) {
      case KmsWrap wrap ->
          user.decrypt(wrap.keyId(), wrap.dataKey(), wrap.context(), caller)
              .map(key -> asDataKey(envelope.suite(), key));
      case BucketKeyWrap wrap ->
          wrappingKey(object, wrap, caller)
              .map(key -> unwrap(key, envelope.suite(), wrap, binding));
      case CustomerKeyWrap wrap -> Uni.createFrom().item(() -> unwrap(object, wrap, binding));
    };
  }

  private Uni<FreshEnvelope> createInKms(
      EncryptionSettings.KmsManaged managed, ObjectRef ref, Caller caller) {
    EncryptionContext context = Contexts.ofObject(managed.context(), ref);
    return user.generate(managed.keyId(), managed.cipher().suite().keyLength(), context, caller)
        .map(
            key ->
                new FreshEnvelope(
                    DataKey.of(managed.cipher().suite(), key.plaintext()),
                    new Envelope(
                        managed.cipher().suite(), new KmsWrap(key.keyId(), key.wrapped(), context)),
                    describe(managed, key.keyId())));
  }

  private Uni<WrappedEnvelope> wrap(
      DataKey dataKey, EncryptionSettings settings, ObjectRef ref, Caller caller) {
    KeyBinding binding = new KeyBinding(ref.arn());
    return switch (settings) {
      case EncryptionSettings.Unencrypted _ ->
          wrapUnderServiceKey(dataKey, new EncryptionDescription.Unencrypted(), ref, caller);
      case EncryptionSettings.ServiceManaged _ ->
          wrapUnderServiceKey(dataKey, new EncryptionDescription.ServiceManaged(), ref, caller);
      case EncryptionSettings.KmsManaged managed -> wrapUnderKms(dataKey, managed, ref, caller);
      case EncryptionSettings.CustomerProvided customer ->
          Uni.createFrom()
              .item(
                  () ->
                      new WrappedEnvelope(
                          new Envelope(
                              dataKey.suite(),
                              new CustomerKeyWrap(
                                  LocalWrap.wrapWithCustomerKey(
                                      customer.key().bytes(), dataKey, binding))),
                          new EncryptionDescription.CustomerProvided()));
    };
  }

  private Uni<WrappedEnvelope> wrapUnderServiceKey(
      DataKey dataKey, EncryptionDescription description, ObjectRef ref, Caller caller) {
    EncryptionContext context = Contexts.ofBucket(ref.bucket());
    return kms.bucketKey(keys.serviceKeyId(), context, Requesters.service(caller))
        .map(key -> new WrappedEnvelope(LocalEnvelope.of(dataKey, key, context, ref), description));
  }

  /**
   * A key that exists already is wrapped under one the KMS generates: the bucket key where asked
   * for, else a key of its own with the object's ARN as context. So a writer needs the right to
   * generate data keys and no other.
   */
  private Uni<WrappedEnvelope> wrapUnderKms(
      DataKey dataKey, EncryptionSettings.KmsManaged managed, ObjectRef ref, Caller caller) {
    EncryptionContext context =
        managed.bucketKey()
            ? Contexts.ofBucket(ref.bucket())
            : Contexts.ofObject(managed.context(), ref);
    return user.wrapping(managed.keyId(), context, managed.bucketKey(), caller)
        .map(
            key ->
                new WrappedEnvelope(
                    LocalEnvelope.of(dataKey, key, context, ref), describe(managed, key.keyId())));
  }

  private Uni<WrappedEnvelope> reEncrypt(
      Envelope envelope,
      KmsWrap from,
      EncryptionSettings.KmsManaged to,
      ObjectRef destination,
      Caller caller) {
    EncryptionContext context = Contexts.ofObject(to.context(), destination);
    ReEncryptCommand command =
        new ReEncryptCommand(from.keyId(), from.dataKey(), from.context(), to.keyId(), context);
    return user.reEncrypt(command, caller)
        .map(
            rewrapped ->
                new WrappedEnvelope(
                    new Envelope(
                        envelope.suite(),
                        new KmsWrap(rewrapped.keyId(), rewrapped.wrapped(), context)),
                    describe(to, rewrapped.keyId())));
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
        .map(key -> new BucketKey(key.keyId(), wrap.bucketKey(), key.plaintext()));
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

  /**
   * A record moved to another object must neither open nor be wrapped anew, even for a caller who
   * may use the key (SPEC ENV-3).
   */
  private static void requireBound(WrappedObject object, Runnable check) {
    try {
      check.run();
    } catch (CiphertextRejected moved) {
      throw ObjectStoreException.damaged(Damage.of(moved).at(object.ref()), moved);
    }
  }

  private static KeyBinding binding(WrappedObject object) {
    return new KeyBinding(object.ref().arn());
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

  private static EncryptionDescription describe(
      EncryptionSettings.KmsManaged managed, String canonicalKeyId) {
    return new EncryptionDescription.KmsManaged(
        canonicalKeyId, managed.context(), managed.bucketKey(), managed.cipher());
  }
}
