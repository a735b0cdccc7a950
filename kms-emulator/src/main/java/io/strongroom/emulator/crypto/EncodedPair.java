package io.strongroom.emulator.crypto;

import io.strongroom.crypto.secret.SecretBytes;
import java.security.KeyPair;

/** A key pair, encoded: PKCS #8 and X.509 SubjectPublicKeyInfo. The holder closes it. */
final class EncodedPair implements AutoCloseable {

  private final SecretBytes privateKey;
  private final byte[] publicKey;

  /** Takes over both arrays. */
  EncodedPair(byte[] privateKey, byte[] publicKey) {
    this.privateKey = SecretBytes.adopt(privateKey);
    this.publicKey = publicKey;
  }

  static EncodedPair of(KeyPair pair) {
    return new EncodedPair(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
  }

  SecretBytes privateKey() {
    return privateKey;
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public void close() {
    privateKey.close();
  }
}
