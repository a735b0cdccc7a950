package io.strongroom.crypto.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;

/** A wrap that needs one answer of a KMS. */
public sealed interface KmsHeldWrap extends KeyWrap permits KmsWrap, BucketKeyWrap {

  /** Canonical name of the KMS key. */
  KmsKeyId keyId();

  /** What the KMS binds to the key that it wrapped. */
  EncryptionContext context();
}
