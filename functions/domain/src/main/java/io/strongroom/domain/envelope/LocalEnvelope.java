package io.strongroom.domain.envelope;

import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.name.ObjectRef;

/** A data key wrapped here, under a key that the KMS keeps wrapped. */
final class LocalEnvelope {

  private LocalEnvelope() {}

  /**
   * @param key closed when done
   * @param context with which the KMS wrapped {@code key}
   */
  static Envelope of(DataKey dataKey, BucketKey key, EncryptionContext context, ObjectRef ref) {
    return new Envelope(dataKey.suite(), wrap(dataKey, key, context, ref));
  }

  /** The wrap alone, as {@link #of} has it. */
  static BucketKeyWrap wrap(
      DataKey dataKey, BucketKey key, EncryptionContext context, ObjectRef ref) {
    try (key) {
      return new BucketKeyWrap(
          key.keyId(),
          key.wrapped(),
          context,
          LocalWrap.wrap(key.plaintext(), dataKey, new KeyBinding(ref.arn())));
    }
  }

  /** As {@link #wrap}, of the key of an outer layer. */
  static BucketKeyWrap wrapOuter(
      DataKey outerKey, BucketKey key, EncryptionContext context, ObjectRef ref) {
    try (key) {
      return new BucketKeyWrap(
          key.keyId(),
          key.wrapped(),
          context,
          LocalWrap.wrapOuter(key.plaintext(), outerKey, new KeyBinding(ref.arn())));
    }
  }
}
