package io.strongroom.crypto.kms;

import io.strongroom.crypto.secret.SecretBytes;

/**
 * An unwrapped key. The receiver owns {@code plaintext} and closes it.
 *
 * @param keyId canonical name of the key that had wrapped it
 */
public record UnwrappedKey(String keyId, SecretBytes plaintext) implements AutoCloseable {

  @Override
  public void close() {
    plaintext.close();
  }
}
