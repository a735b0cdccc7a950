package io.strongroom.crypto.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;

/**
 * The KMS wrapped a bucket key, which wrapped the data key ({@link LocalWrap}; SPEC §4 and §5).
 *
 * @param keyId canonical name of the KMS key
 * @param bucketKey as the KMS gave it out
 * @param context bound to {@code bucketKey} by the KMS; holds the bucket's ARN, or the object's if
 *     the key wraps for this object only
 * @param dataKey wrapped under the bucket key and bound to the object
 */
public record BucketKeyWrap(
    KmsKeyId keyId, WrappedKey bucketKey, EncryptionContext context, WrappedKey dataKey)
    implements KmsHeldWrap {

  /**
   * @throws IllegalArgumentException when one is longer than SPEC §9 allows, or empty
   */
  public BucketKeyWrap {
    Bounds.checkKeyId(keyId.text());
    Bounds.checkWrapped(bucketKey);
    Bounds.checkContext(context);
    Bounds.checkWrapped(dataKey);
  }
}
