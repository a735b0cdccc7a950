package io.strongroom.kms.emulator.key;

import io.strongroom.kms.emulator.crypto.CipherSuite;
import io.strongroom.kms.emulator.crypto.KeyPairKind;
import io.strongroom.kms.emulator.crypto.MacAlgorithm;

/** Kind of key material. */
public enum KeySpec {
  /** AES-256, or SM4 in the China regions: both are called so on the wire. */
  SYMMETRIC_DEFAULT(new Use.Messages(CipherSuite.AES_256)),
  /** {@code SYMMETRIC_DEFAULT} of the China regions, and DEW's {@code SM4}. */
  SM4(new Use.Messages(CipherSuite.SM4)),
  HMAC_224(new Use.Macs(MacAlgorithm.HMAC_SHA_224)),
  HMAC_256(new Use.Macs(MacAlgorithm.HMAC_SHA_256)),
  HMAC_384(new Use.Macs(MacAlgorithm.HMAC_SHA_384)),
  HMAC_512(new Use.Macs(MacAlgorithm.HMAC_SHA_512)),
  RSA_2048(new Use.Signatures(KeyPairKind.RSA_2048)),
  RSA_3072(new Use.Signatures(KeyPairKind.RSA_3072)),
  RSA_4096(new Use.Signatures(KeyPairKind.RSA_4096)),
  ECC_NIST_P256(new Use.Signatures(KeyPairKind.ECC_NIST_P256)),
  ECC_NIST_P384(new Use.Signatures(KeyPairKind.ECC_NIST_P384)),
  ECC_NIST_P521(new Use.Signatures(KeyPairKind.ECC_NIST_P521));

  /** What can be done with such material. */
  public sealed interface Use {
    /** Sealing and opening messages. */
    record Messages(CipherSuite suite) implements Use {}

    /** Authentication codes. */
    record Macs(MacAlgorithm algorithm) implements Use {}

    /** Signatures. */
    record Signatures(KeyPairKind kind) implements Use {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // Records of enums.
  private final Use use;

  KeySpec(Use use) {
    this.use = use;
  }

  /** What can be done with such a key. */
  public Use use() {
    return use;
  }

  /** The usage a key of this kind has. */
  public KeyUsage usage() {
    return switch (use) {
      case Use.Messages _ -> KeyUsage.ENCRYPT_DECRYPT;
      case Use.Macs _ -> KeyUsage.GENERATE_VERIFY_MAC;
      case Use.Signatures _ -> KeyUsage.SIGN_VERIFY;
    };
  }

  /**
   * How messages are sealed under such a key.
   *
   * @throws IllegalStateException when it is for something else
   */
  public CipherSuite suite() {
    if (use instanceof Use.Messages(CipherSuite suite)) {
      return suite;
    }
    throw new IllegalStateException(name() + " seals no messages");
  }

  /** The name in the AWS API. */
  public String wireName() {
    return this == SM4 ? SYMMETRIC_DEFAULT.name() : name();
  }
}
