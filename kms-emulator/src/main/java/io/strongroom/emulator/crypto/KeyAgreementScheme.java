package io.strongroom.emulator.crypto;

import java.io.IOException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;

/** ECDH: the shared point's x-coordinate, as long as the field (NIST SP 800-56A §5.7.1.2). */
final class KeyAgreementScheme {

  private KeyAgreementScheme() {}

  /**
   * The shared secret of a private key (PKCS #8) and another party's public key (X.509
   * SubjectPublicKeyInfo).
   *
   * @throws IllegalArgumentException when the public key is none, or not on the same curve
   */
  static byte[] agree(byte[] privateKey, byte[] peer) {
    ECPublicKeyParameters theirs = publicKey(peer);
    try {
      var ours = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(privateKey);
      if (!ours.getParameters().equals(theirs.getParameters())) {
        throw new IllegalArgumentException("the public key is not on the key's curve");
      }
      ECDHBasicAgreement agreement = new ECDHBasicAgreement();
      agreement.init(ours);
      return BigIntegers.asUnsignedByteArray(
          agreement.getFieldSize(), agreement.calculateAgreement(theirs));
    } catch (IOException e) {
      throw new IllegalStateException("key agreement failed", e);
    }
  }

  private static ECPublicKeyParameters publicKey(byte[] encoded) {
    try {
      if (PublicKeyFactory.createKey(encoded) instanceof ECPublicKeyParameters key) {
        return key;
      }
    } catch (IOException | RuntimeException e) {
      // The decoder casts what it finds, so bytes that are no key end in many ways.
    }
    throw new IllegalArgumentException("not a public key on a curve");
  }
}
