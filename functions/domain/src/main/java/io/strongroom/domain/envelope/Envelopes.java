package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.WrappedEnvelope;
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
  private final OuterLayer outer;
  private final Unwrapping unwrapping;

  public Envelopes(KeyService kms, ServiceKeys keys) {
    this.kms = kms;
    this.user = new UserKeys(kms);
    this.keys = keys;
    this.outer = new OuterLayer(kms, keys);
    this.unwrapping = new Unwrapping(kms, user, outer);
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
          return unwrapping.dataKey(object, caller);
        });
  }

  /** As {@link #open}, with the envelope that an open upload's parts are sealed with. */
  public Uni<DataKey> openUpload(WrappedObject upload, Caller caller) {
    return opened(
        upload,
        () -> {
          requireBound(upload, () -> upload.envelope().requireUploadBinding(binding(upload)));
          return unwrapping.dataKey(upload, caller);
        });
  }

  private static Uni<DataKey> opened(
      WrappedObject object, Supplier<Uni<? extends DataKey>> unwrapped) {
    return Ownership.deliver(Uni.createFrom().deferred(unwrapped))
        .onFailure()
        .transform(failure -> RejectedKeys.at(object.ref(), failure));
  }

  private Uni<FreshEnvelope> createInKms(
      EncryptionSettings.KmsManaged managed, ObjectRef ref, Caller caller) {
    EncryptionContext context = Contexts.ofObject(managed.context(), ref);
    Suite suite = managed.cipher().suite();
    return user.generate(managed.key(), suite.layer().keyLength(), context, caller)
        .chain(
            key -> {
              DataKey dataKey = DataKey.of(suite.layer(), key.plaintext());
              KmsWrap wrap = new KmsWrap(key.keyId(), key.wrapped(), context);
              EncryptionDescription description = describe(managed, key.keyId());
              return suite.isTwice()
                  ? inTwoLayers(OuterLayer.around(dataKey), wrap, description, ref, caller)
                  : Uni.createFrom()
                      .item(new FreshEnvelope(dataKey, new Envelope(suite, wrap), description));
            });
  }

  private Uni<FreshEnvelope> inTwoLayers(
      DataKey both,
      KmsWrap inner,
      EncryptionDescription description,
      ObjectRef ref,
      Caller caller) {
    return Ownership.handOver(
        both,
        () ->
            outer
                .wrap(inner, both, ref, Contexts.ofBucket(ref.bucket()), caller)
                .map(envelope -> new FreshEnvelope(both, envelope, description)));
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
    return kms.bucketKey(keys.service(), context, Requesters.service(caller))
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
    return user.wrapping(managed.key(), context, managed.bucketKey(), caller)
        .chain(
            key -> {
              EncryptionDescription description = describe(managed, key.keyId());
              return envelope(dataKey, key, context, ref, caller)
                  .map(envelope -> new WrappedEnvelope(envelope, description));
            });
  }

  private Uni<Envelope> envelope(
      DataKey dataKey, BucketKey key, EncryptionContext context, ObjectRef ref, Caller caller) {
    return dataKey.suite().isTwice()
        ? outer.wrapBoth(dataKey, key, context, ref, caller)
        : Uni.createFrom().item(() -> LocalEnvelope.of(dataKey, key, context, ref));
  }

  private Uni<WrappedEnvelope> reEncrypt(
      Envelope envelope,
      KmsWrap from,
      EncryptionSettings.KmsManaged to,
      ObjectRef destination,
      Caller caller) {
    EncryptionContext context = Contexts.ofObject(to.context(), destination);
    ReEncryptCommand command =
        new ReEncryptCommand(
            from.keyId().name(), from.dataKey(), from.context(), to.key(), context);
    return user.reEncrypt(command, caller)
        .map(
            rewrapped ->
                new WrappedEnvelope(
                    new Envelope(
                        envelope.suite(),
                        new KmsWrap(rewrapped.keyId(), rewrapped.wrapped(), context)),
                    describe(to, rewrapped.keyId())));
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

  private static EncryptionDescription describe(
      EncryptionSettings.KmsManaged managed, KmsKeyId canonicalKeyId) {
    return new EncryptionDescription.KmsManaged(
        canonicalKeyId, managed.context(), managed.bucketKey(), managed.cipher());
  }
}
