package io.strongroom.kms.emulator.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Kinds of key pairs. */
public enum KeyPairKind {
  RSA_2048(2048, ""),
  RSA_3072(3072, ""),
  RSA_4096(4096, ""),
  ECC_NIST_P256(256, "secp256r1"),
  ECC_NIST_P384(384, "secp384r1"),
  ECC_NIST_P521(521, "secp521r1");

  private final int sizeInBits;
  private final String curve;

  KeyPairKind(int sizeInBits, String curve) {
    this.sizeInBits = sizeInBits;
    this.curve = curve;
  }

  /** Whether this is RSA rather than an elliptic curve. */
  public boolean isRsa() {
    return curve.isEmpty();
  }

  /** A new pair. RSA takes up to seconds: not for event loops. */
  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(isRsa() ? "RSA" : "EC");
      if (isRsa()) {
        generator.initialize(sizeInBits);
      } else {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name() + " is not available", e);
    }
  }
}
