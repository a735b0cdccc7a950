package io.strongroom.kms.emulator.crypto;

/** HMAC algorithms; key material is as long as the hash. */
public enum MacAlgorithm {
  HMAC_SHA_224("HmacSHA224", 28),
  HMAC_SHA_256("HmacSHA256", 32),
  HMAC_SHA_384("HmacSHA384", 48),
  HMAC_SHA_512("HmacSHA512", 64);

  private final String jdkName;
  private final int keySizeInBytes;

  MacAlgorithm(String jdkName, int keySizeInBytes) {
    this.jdkName = jdkName;
    this.keySizeInBytes = keySizeInBytes;
  }

  String jdkName() {
    return jdkName;
  }

  /** Size of the key material. */
  public int keySizeInBytes() {
    return keySizeInBytes;
  }
}
