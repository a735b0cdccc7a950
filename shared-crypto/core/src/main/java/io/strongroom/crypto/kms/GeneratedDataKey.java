package io.strongroom.crypto.kms;

import io.strongroom.crypto.secret.SecretBytes;

/**
 * A new data key in both forms. The receiver owns {@code plaintext} and closes it.
 *
 * @param keyId canonical name of the wrapping key (for AWS KMS the key ARN)
 */
public record GeneratedDataKey(String keyId, SecretBytes plaintext, WrappedKey wrapped)
    implements AutoCloseable {

  @Override
  public void close() {
    plaintext.close();
  }
}
