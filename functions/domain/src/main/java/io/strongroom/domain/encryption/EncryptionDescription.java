package io.strongroom.domain.encryption;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;

/** How a stored object is sealed, as far as it may be told without any key. */
public sealed interface EncryptionDescription {

  record Unencrypted() implements EncryptionDescription {}

  record ServiceManaged() implements EncryptionDescription {}

  /**
   * @param keyId the KMS's canonical name of the key
   * @param context the caller's pairs only
   */
  record KmsManaged(KmsKeyId keyId, EncryptionContext context, boolean bucketKey, DataCipher cipher)
      implements EncryptionDescription {}

  record CustomerProvided() implements EncryptionDescription {}
}
