package io.strongroom.crypto.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;

/**
 * The KMS wrapped the data key itself (SPEC §4).
 *
 * @param keyId canonical name of the KMS key
 * @param dataKey as the KMS gave it out
 * @param context bound to {@code dataKey} by the KMS; holds the object's ARN
 */
public record KmsWrap(KmsKeyId keyId, WrappedKey dataKey, EncryptionContext context)
    implements KmsHeldWrap {

  /**
   * @throws IllegalArgumentException when one is longer than SPEC §9 allows, or empty
   */
  public KmsWrap {
    Bounds.checkKeyId(keyId.text());
    Bounds.checkWrapped(dataKey);
    Bounds.checkContext(context);
  }
}
