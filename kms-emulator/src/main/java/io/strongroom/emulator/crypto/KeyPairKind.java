package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Kinds of key pairs. */
public enum KeyPairKind {
  RSA_2048(new Form.Rsa(2048)),
  RSA_3072(new Form.Rsa(3072)),
  RSA_4096(new Form.Rsa(4096)),
  ECC_NIST_P256(new Form.Nist("secp256r1", SECObjectIdentifiers.secp256r1)),
  ECC_NIST_P384(new Form.Nist("secp384r1", SECObjectIdentifiers.secp384r1)),
  ECC_NIST_P521(new Form.Nist("secp521r1", SECObjectIdentifiers.secp521r1)),
  ECC_SECG_P256K1(new Form.Curve(SECObjectIdentifiers.secp256k1)),
  SM2(new Form.Curve(GMObjectIdentifiers.sm2p256v1)),
  ECC_NIST_EDWARDS25519(new Form.Edwards()),
  ML_DSA_44(new Form.Lattice(MLDSAParameters.ml_dsa_44)),
  ML_DSA_65(new Form.Lattice(MLDSAParameters.ml_dsa_65)),
  ML_DSA_87(new Form.Lattice(MLDSAParameters.ml_dsa_87));

  /** What a pair is made of. */
  sealed interface Form {
    record Rsa(int sizeInBits) implements Form {}

    /** A curve of the JDK. */
    record Nist(String curve, ASN1ObjectIdentifier id) implements Form {}

    /** A curve that the JDK does not have. */
    record Curve(ASN1ObjectIdentifier id) implements Form {}

    record Edwards() implements Form {}

    /** FIPS 204. */
    record Lattice(MLDSAParameters parameters) implements Form {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // Records of numbers, names and constants.
  private final Form form;

  KeyPairKind(Form form) {
    this.form = form;
  }

  Form form() {
    return form;
  }

  /**
   * The curve's name in keys.
   *
   * @throws IllegalStateException when there is none
   */
  ASN1ObjectIdentifier curve() {
    return switch (form) {
      case Form.Nist(var _, ASN1ObjectIdentifier id) -> id;
      case Form.Curve(ASN1ObjectIdentifier id) -> id;
      case Form.Rsa _, Form.Edwards _, Form.Lattice _ ->
          throw new IllegalStateException(name() + " has no curve");
    };
  }

  /** Whether this is RSA rather than an elliptic curve. */
  public boolean isRsa() {
    return form instanceof Form.Rsa;
  }

  /** Whether such pairs are made as data keys. */
  public boolean isDataKeyPair() {
    return !(form instanceof Form.Lattice);
  }

  /** A new pair. RSA takes up to seconds: not for event loops. */
  EncodedPair generate() {
    try {
      return switch (form) {
        case Form.Rsa(int sizeInBits) -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(sizeInBits);
          yield EncodedPair.of(generator.generateKeyPair());
        }
        case Form.Nist(String curve, var _) -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec(curve));
          yield EncodedPair.of(generator.generateKeyPair());
        }
        case Form.Curve(ASN1ObjectIdentifier id) -> generate(id);
        case Form.Edwards _ ->
            EncodedPair.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        case Form.Lattice(MLDSAParameters parameters) -> {
          MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
          generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), parameters));
          yield encoded(generator.generateKeyPair());
        }
      };
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(name() + " is not available", e);
    }
  }

  private static EncodedPair generate(ASN1ObjectIdentifier id) throws IOException {
    X9ECParameters curve = CustomNamedCurves.getByOID(id);
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(
        new ECKeyGenerationParameters(new ECNamedDomainParameters(id, curve), new SecureRandom()));
    return encoded(generator.generateKeyPair());
  }

  private static EncodedPair encoded(AsymmetricCipherKeyPair pair) throws IOException {
    return new EncodedPair(
        PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate()).getEncoded(),
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()).getEncoded());
  }
}
