package io.strongroom.crypto.kms;

import io.strongroom.crypto.secret.SecretBytes;

/**
 * A new data key in both forms. The receiver owns {@code plaintext} and closes it.
 *
 * @param keyId canonical name of the wrapping key (for AWS KMS the key ARN)
 * @param reach whom the key lets use it
 */
public record GeneratedDataKey(
    KmsKeyId keyId, SecretBytes plaintext, WrappedKey wrapped, KeyReach reach)
    implements AutoCloseable {

  /** Of a key of which nothing more is known. */
  public GeneratedDataKey(KmsKeyId keyId, SecretBytes plaintext, WrappedKey wrapped) {
    this(keyId, plaintext, wrapped, KeyReach.ACCOUNT);
  }

  @Override
  public void close() {
    plaintext.close();
  }
}
