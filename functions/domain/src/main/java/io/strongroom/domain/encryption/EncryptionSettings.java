package io.strongroom.domain.encryption;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;

/**
 * How one object will be sealed: the request and the bucket's default, resolved once.
 *
 * <p>Every mode seals the blob; {@link Unencrypted} only says that nobody asked for it.
 */
public sealed interface EncryptionSettings {

  /** The cipher of the data. */
  DataCipher cipher();

  /** Reported as not encrypted (OBS without any setting); sealed under the service key anyway. */
  record Unencrypted() implements EncryptionSettings {
    @Override
    public DataCipher cipher() {
      return DataCipher.AES_256;
    }
  }

  /** SSE-S3, SSE-OBS. */
  record ServiceManaged() implements EncryptionSettings {
    @Override
    public DataCipher cipher() {
      return DataCipher.AES_256;
    }
  }

  /** SSE-KMS under {@code key}, which is still as the client named it. */
  record KmsManaged(KeyName key, EncryptionContext context, boolean bucketKey, DataCipher cipher)
      implements EncryptionSettings {}

  /** SSE-C. */
  record CustomerProvided(CustomerKey key) implements EncryptionSettings {
    @Override
    public DataCipher cipher() {
      return DataCipher.AES_256;
    }
  }
}
