package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.io.IOException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Finds the public key that belongs to a private one. */
final class ImportedPair {

  private ImportedPair() {}

  /**
   * @param pkcs8 stays the caller's
   * @throws CiphertextRejected when it is no private key of this kind
   */
  static EncodedPair of(KeyPairKind kind, byte[] pkcs8) {
    try {
      AsymmetricKeyParameter privateKey = PrivateKeyFactory.createKey(pkcs8);
      AsymmetricKeyParameter publicKey = publicKey(kind, privateKey);
      return new EncodedPair(
          pkcs8.clone(),
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey).getEncoded());
    } catch (IOException | RuntimeException e) {
      // The decoder casts what it finds, so bytes that are no key end in many ways.
      throw new CiphertextRejected("not a private key of this kind");
    }
  }

  private static AsymmetricKeyParameter publicKey(
      KeyPairKind kind, AsymmetricKeyParameter privateKey) {
    return switch (kind.form()) {
      case KeyPairKind.Form.Rsa(int sizeInBits) -> {
        RSAPrivateCrtKeyParameters rsa = (RSAPrivateCrtKeyParameters) privateKey;
        if (rsa.getModulus().bitLength() != sizeInBits) {
          throw new IllegalArgumentException("modulus of another size");
        }
        yield new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
      }
      case KeyPairKind.Form.Nist _, KeyPairKind.Form.Curve _ -> {
        ECPrivateKeyParameters ec = (ECPrivateKeyParameters) privateKey;
        ECNamedDomainParameters curve = (ECNamedDomainParameters) ec.getParameters();
        if (!curve.getName().equals(kind.curve())) {
          throw new IllegalArgumentException("another curve");
        }
        yield new ECPublicKeyParameters(curve.getG().multiply(ec.getD()).normalize(), curve);
      }
      case KeyPairKind.Form.Edwards _ ->
          ((Ed25519PrivateKeyParameters) privateKey).generatePublicKey();
      case KeyPairKind.Form.Lattice(MLDSAParameters parameters) -> {
        MLDSAPrivateKeyParameters key = (MLDSAPrivateKeyParameters) privateKey;
        if (!key.getParameters().equals(parameters)) {
          throw new IllegalArgumentException("another parameter set");
        }
        yield key.getPublicKeyParameters();
      }
    };
  }
}
