package io.strongroom.emulator.crypto;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Signature algorithms, by their names in the AWS API. */
public enum SigningAlgorithm {
  RSASSA_PSS_SHA_256(new RsaScheme(Hash.SHA_256, true)),
  RSASSA_PSS_SHA_384(new RsaScheme(Hash.SHA_384, true)),
  RSASSA_PSS_SHA_512(new RsaScheme(Hash.SHA_512, true)),
  RSASSA_PKCS1_V1_5_SHA_256(new RsaScheme(Hash.SHA_256, false)),
  RSASSA_PKCS1_V1_5_SHA_384(new RsaScheme(Hash.SHA_384, false)),
  RSASSA_PKCS1_V1_5_SHA_512(new RsaScheme(Hash.SHA_512, false)),
  ECDSA_SHA_256(new EcdsaScheme(Hash.SHA_256)),
  ECDSA_SHA_384(new EcdsaScheme(Hash.SHA_384)),
  ECDSA_SHA_512(new EcdsaScheme(Hash.SHA_512)),
  SM2DSA(new Sm2Scheme()),
  ED25519_SHA_512(new Ed25519Scheme(false)),
  ED25519_PH_SHA_512(new Ed25519Scheme(true)),
  ML_DSA_SHAKE_256(new MlDsaScheme());

  /** What a caller can hand over to be signed. */
  public enum Form {
    /** The message itself. */
    RAW,
    /** A digest of the message, made by the caller. */
    DIGEST,
    /** The representative of the message in ML-DSA, made by the caller. */
    EXTERNAL_MU
  }

  @SuppressWarnings("ImmutableEnumChecker") // Records of enums and flags.
  private final SigningScheme scheme;

  SigningAlgorithm(SigningScheme scheme) {
    this.scheme = scheme;
  }

  /** The algorithms of a kind of key. */
  public static List<SigningAlgorithm> of(KeyPairKind kind) {
    return switch (kind) {
      case RSA_2048, RSA_3072, RSA_4096 ->
          Arrays.stream(values()).filter(a -> a.scheme instanceof RsaScheme).toList();
      case ECC_NIST_P256, ECC_SECG_P256K1 -> List.of(ECDSA_SHA_256);
      case ECC_NIST_P384 -> List.of(ECDSA_SHA_384);
      case ECC_NIST_P521 -> List.of(ECDSA_SHA_512);
      case SM2 -> List.of(SM2DSA);
      case ECC_NIST_EDWARDS25519 -> List.of(ED25519_SHA_512, ED25519_PH_SHA_512);
      case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> List.of(ML_DSA_SHAKE_256);
    };
  }

  /** The forms this algorithm takes: Ed25519 has one algorithm for each. */
  public Set<Form> forms() {
    return switch (scheme) {
      case Ed25519Scheme(boolean prehashed) -> EnumSet.of(prehashed ? Form.DIGEST : Form.RAW);
      case MlDsaScheme() -> EnumSet.of(Form.RAW, Form.EXTERNAL_MU);
      case RsaScheme _, EcdsaScheme _, Sm2Scheme _ -> EnumSet.of(Form.RAW, Form.DIGEST);
    };
  }

  /** Length of a digest that a caller may hand over. */
  public int digestSizeInBytes() {
    return scheme.digestSizeInBytes();
  }

  /** Signs; the keys are PKCS #8 and X.509 SubjectPublicKeyInfo. */
  byte[] sign(byte[] privateKey, byte[] publicKey, Form form, byte[] content) {
    return scheme.sign(privateKey, digest(publicKey, form, content));
  }

  /** Whether {@code signature} is right; {@code publicKey} is X.509 SubjectPublicKeyInfo. */
  boolean verify(byte[] publicKey, Form form, byte[] content, byte[] signature) {
    return scheme.verify(publicKey, digest(publicKey, form, content), signature);
  }

  private byte[] digest(byte[] publicKey, Form form, byte[] content) {
    return switch (form) {
      case RAW -> scheme.digest(publicKey, content);
      case DIGEST, EXTERNAL_MU -> content;
    };
  }
}
