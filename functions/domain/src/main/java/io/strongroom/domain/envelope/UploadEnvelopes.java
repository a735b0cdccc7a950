package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.BucketKeyRef;
import io.strongroom.domain.record.UploadKeys;

/**
 * Wraps the keys of open uploads. Every KMS context made here says that it is for uploads: a
 * function whose right to decrypt is limited to such contexts can seal parts and opens no stored
 * object. Thread-safe.
 */
public final class UploadEnvelopes {

  private final KeyService kms;
  private final ServiceKeys keys;
  private final OuterLayer outer;

  public UploadEnvelopes(KeyService kms, ServiceKeys keys) {
    this.kms = kms;
    this.keys = keys;
    this.outer = new OuterLayer(kms, keys);
  }

  /**
   * A second envelope for a new data key, to seal parts with. With a customer key, which comes with
   * every part, it is the envelope there is.
   */
  public Uni<Envelope> forParts(FreshEnvelope fresh, ObjectRef ref, Caller caller) {
    return switch (fresh.description()) {
      case EncryptionDescription.CustomerProvided _ -> Uni.createFrom().item(fresh.envelope());
      case EncryptionDescription.KmsManaged managed -> underKms(fresh, managed, ref, caller);
      case EncryptionDescription.ServiceManaged _ -> underService(fresh, ref, caller);
      case EncryptionDescription.Unencrypted _ -> underService(fresh, ref, caller);
    };
  }

  /** The service's bucket key for open uploads. */
  public Uni<BucketKey> serviceKey(ObjectRef ref, Caller caller) {
    return kms.bucketKey(keys.service(), ofBucket(ref), Requesters.service(caller));
  }

  /** Opens what {@link #serviceKey} gave for the same bucket. */
  public Uni<BucketKey> unwrapServiceKey(BucketKeyRef key, ObjectRef ref, Caller caller) {
    return kms.unwrapBucketKey(
        key.keyId(), key.wrapped(), ofBucket(ref), Requesters.service(caller));
  }

  /** The metadata key that {@code wrap} holds. The receiver closes it. */
  public Uni<MetadataKey> metadataKey(
      UploadKeys.ServiceWrap wrap, Suite suite, ObjectRef ref, Caller caller) {
    BucketKeyRef serviceKey = new BucketKeyRef(wrap.keyId(), wrap.bucketKey());
    return Ownership.deliver(
        Ownership.using(
            unwrapServiceKey(serviceKey, ref, caller),
            key -> Uni.createFrom().item(() -> unwrap(key, wrap, suite, ref))));
  }

  private static MetadataKey unwrap(
      BucketKey serviceKey, UploadKeys.ServiceWrap wrap, Suite suite, ObjectRef ref) {
    try {
      return MetadataKey.unwrap(
          serviceKey.plaintext(), suite, wrap.key(), new KeyBinding(ref.arn()));
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }

  private Uni<Envelope> underService(FreshEnvelope fresh, ObjectRef ref, Caller caller) {
    return serviceKey(ref, caller)
        .map(key -> LocalEnvelope.of(fresh.dataKey(), key, ofBucket(ref), ref));
  }

  private Uni<Envelope> underKms(
      FreshEnvelope fresh, EncryptionDescription.KmsManaged managed, ObjectRef ref, Caller caller) {
    EncryptionContext context =
        managed.bucketKey()
            ? ofBucket(ref)
            : Contexts.ofUploads(Contexts.ofObject(managed.context(), ref));
    return new UserKeys(kms)
        .wrapping(managed.keyId().name(), context, managed.bucketKey(), caller)
        .chain(
            key ->
                fresh.dataKey().suite().isTwice()
                    ? outer.wrapBoth(fresh.dataKey(), key, context, ref, caller)
                    : Uni.createFrom()
                        .item(() -> LocalEnvelope.of(fresh.dataKey(), key, context, ref)));
  }

  private static EncryptionContext ofBucket(ObjectRef ref) {
    return Contexts.ofUploads(Contexts.ofBucket(ref.bucket()));
  }
}
