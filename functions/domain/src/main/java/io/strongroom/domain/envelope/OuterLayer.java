package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;

/**
 * The outer one of two layers. Its key has nothing in common with the inner one's: it is made here,
 * and wrapped under the service's bucket key, as those of SSE-S3 are. Thread-safe.
 */
record OuterLayer(KeyService kms, ServiceKeys keys) {

  /** Both keys of a new object, the inner one as the KMS gave it, which is closed. */
  static DataKey around(DataKey inner) {
    try (inner;
        DataKey outer = DataKey.generate(inner.suite())) {
      return DataKey.ofLayers(inner, outer);
    }
  }

  /**
   * The envelope of a key with two layers.
   *
   * @param inner how the inner layer's key is wrapped
   * @param both lent until the envelope is there
   * @param context for the outer layer's bucket key
   */
  Uni<Envelope> wrap(
      KmsHeldWrap inner, DataKey both, ObjectRef ref, EncryptionContext context, Caller caller) {
    return kms.bucketKey(keys.service(), context, Requesters.service(caller))
        .map(
            key ->
                new Envelope(both.suite(), new LayeredWrap(inner, wrap(both, key, context, ref))));
  }

  /**
   * As {@link #wrap}, where the inner layer's key is wrapped here, too.
   *
   * @param key for the inner layer; closed when done
   * @param context with which the KMS wrapped {@code key}; the outer layer's names the bucket, and
   *     the same use
   */
  Uni<Envelope> wrapBoth(
      DataKey both, BucketKey key, EncryptionContext context, ObjectRef ref, Caller caller) {
    BucketKeyWrap inner;
    try (DataKey innerKey = both.inner()) {
      inner = LocalEnvelope.wrap(innerKey, key, context, ref);
    }
    EncryptionContext ofBucket = Contexts.ofBucket(ref.bucket());
    return wrap(
        inner,
        both,
        ref,
        Contexts.isOfUploads(context) ? Contexts.ofUploads(ofBucket) : ofBucket,
        caller);
  }

  private static BucketKeyWrap wrap(
      DataKey both, BucketKey key, EncryptionContext context, ObjectRef ref) {
    try (DataKey outer = both.outer()) {
      return LocalEnvelope.wrapOuter(outer, key, context, ref);
    }
  }

  /**
   * Puts the outer layer's key behind the inner one's.
   *
   * @param inner closed when done
   */
  Uni<DataKey> open(Uni<DataKey> inner, BucketKeyWrap outer, KeyBinding binding, Caller caller) {
    return Ownership.using(
        inner,
        innerKey ->
            kms.unwrapBucketKey(outer, Requesters.service(caller))
                .map(key -> unwrap(innerKey, key, outer, binding)));
  }

  private static DataKey unwrap(
      DataKey inner, BucketKey key, BucketKeyWrap wrap, KeyBinding binding) {
    Suite layer = inner.suite();
    try (key;
        DataKey outer = LocalWrap.unwrapOuter(key.plaintext(), layer, wrap.dataKey(), binding)) {
      return DataKey.ofLayers(inner, outer);
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }
}
