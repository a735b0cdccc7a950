package io.strongroom.emulator.key;

import io.strongroom.emulator.crypto.CipherSuite;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.MacAlgorithm;
import java.util.List;

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
  /** DEW's {@code HMAC_SM3}. */
  HMAC_SM3(new Use.Macs(MacAlgorithm.HMAC_SM3)),
  RSA_2048(new Use.Pairs(KeyPairKind.RSA_2048)),
  RSA_3072(new Use.Pairs(KeyPairKind.RSA_3072)),
  RSA_4096(new Use.Pairs(KeyPairKind.RSA_4096)),
  ECC_NIST_P256(new Use.Pairs(KeyPairKind.ECC_NIST_P256)),
  ECC_NIST_P384(new Use.Pairs(KeyPairKind.ECC_NIST_P384)),
  ECC_NIST_P521(new Use.Pairs(KeyPairKind.ECC_NIST_P521)),
  ECC_SECG_P256K1(new Use.Pairs(KeyPairKind.ECC_SECG_P256K1)),
  ECC_NIST_EDWARDS25519(new Use.Pairs(KeyPairKind.ECC_NIST_EDWARDS25519)),
  SM2(new Use.Pairs(KeyPairKind.SM2)),
  ML_DSA_44(new Use.Pairs(KeyPairKind.ML_DSA_44)),
  ML_DSA_65(new Use.Pairs(KeyPairKind.ML_DSA_65)),
  ML_DSA_87(new Use.Pairs(KeyPairKind.ML_DSA_87));

  /** What the material is. */
  public sealed interface Use {
    /** Seals and opens messages. */
    record Messages(CipherSuite suite) implements Use {}

    /** Makes authentication codes. */
    record Macs(MacAlgorithm algorithm) implements Use {}

    /** A key pair, for what its usage says. */
    record Pairs(KeyPairKind kind) implements Use {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // Records of enums.
  private final Use use;

  KeySpec(Use use) {
    this.use = use;
  }

  /** What the material is. */
  public Use use() {
    return use;
  }

  /** What such keys can be made for; a key is for one of these. */
  public List<KeyUsage> usages() {
    return switch (use) {
      case Use.Messages _ -> List.of(KeyUsage.ENCRYPT_DECRYPT);
      case Use.Macs _ -> List.of(KeyUsage.GENERATE_VERIFY_MAC);
      case Use.Pairs(KeyPairKind kind) -> usages(kind);
    };
  }

  private static List<KeyUsage> usages(KeyPairKind kind) {
    return switch (kind) {
      case RSA_2048, RSA_3072, RSA_4096 -> List.of(KeyUsage.SIGN_VERIFY, KeyUsage.ENCRYPT_DECRYPT);
      case ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521 ->
          List.of(KeyUsage.SIGN_VERIFY, KeyUsage.KEY_AGREEMENT);
      case ECC_SECG_P256K1, ECC_NIST_EDWARDS25519, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
          List.of(KeyUsage.SIGN_VERIFY);
      case SM2 -> List.of(KeyUsage.SIGN_VERIFY, KeyUsage.ENCRYPT_DECRYPT, KeyUsage.KEY_AGREEMENT);
    };
  }

  /** Whether messages are sealed under the key itself, in blobs of this service's form. */
  public boolean isSymmetricEncryption() {
    return use instanceof Use.Messages;
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
