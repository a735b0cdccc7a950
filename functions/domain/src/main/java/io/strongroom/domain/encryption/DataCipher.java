package io.strongroom.domain.encryption;

import io.strongroom.crypto.aead.Suite;

/** The cipher that seals an object's data. */
public enum DataCipher {
  AES_256(Suite.AES_256_GCM),
  SM4(Suite.SM4_GCM),
  /** Two layers under two keys, which S3 calls dual-layer encryption (DSSE-KMS). */
  AES_256_TWICE(Suite.AES_256_GCM_TWICE);

  private final Suite suite;

  DataCipher(Suite suite) {
    this.suite = suite;
  }

  public Suite suite() {
    return suite;
  }

  /** The cipher of a stored object. */
  public static DataCipher of(Suite suite) {
    return switch (suite) {
      case AES_256_GCM -> AES_256;
      case SM4_GCM -> SM4;
      case AES_256_GCM_TWICE -> AES_256_TWICE;
    };
  }
}
