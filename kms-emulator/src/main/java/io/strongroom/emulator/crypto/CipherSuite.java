package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.Suite;
import java.util.Optional;

/** How blobs of a symmetric key are sealed; the code is written into each blob. */
public enum CipherSuite {
  /** AES-256-GCM under 256-bit key material. */
  AES_256(Suite.AES_256_GCM),
  /** SM4-GCM (RFC 8998) under 128-bit key material. */
  SM4(Suite.SM4_GCM);

  private final Suite aead;

  CipherSuite(Suite aead) {
    this.aead = aead;
  }

  int code() {
    return aead.id();
  }

  Suite aead() {
    return aead;
  }

  /** Size of the key material this suite uses. */
  public int materialSizeInBytes() {
    return aead.keyLength();
  }

  static Optional<CipherSuite> ofCode(int code) {
    for (CipherSuite suite : values()) {
      if (suite.code() == code) {
        return Optional.of(suite);
      }
    }
    return Optional.empty();
  }
}
