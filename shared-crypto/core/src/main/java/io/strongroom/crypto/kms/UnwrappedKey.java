package io.strongroom.crypto.kms;

import io.strongroom.crypto.secret.SecretBytes;

/**
 * An unwrapped key. The receiver owns {@code plaintext} and closes it.
 *
 * @param keyId canonical name of the key that had wrapped it
 * @param reach whom the key lets use it
 */
public record UnwrappedKey(KmsKeyId keyId, SecretBytes plaintext, KeyReach reach)
    implements AutoCloseable {

  /** Of a key of which nothing more is known. */
  public UnwrappedKey(KmsKeyId keyId, SecretBytes plaintext) {
    this(keyId, plaintext, KeyReach.ACCOUNT);
  }

  @Override
  public void close() {
    plaintext.close();
  }
}
