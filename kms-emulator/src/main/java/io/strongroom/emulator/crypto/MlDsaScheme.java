package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * ML-DSA (FIPS 204), hedged. What is signed is the representative µ of a message, which a caller
 * may make itself: SHAKE256 of the public key's hash, an empty context and the message.
 */
record MlDsaScheme() implements SigningScheme {

  private static final int REPRESENTATIVE_SIZE_IN_BYTES = 64;

  @Override
  public int digestSizeInBytes() {
    return REPRESENTATIVE_SIZE_IN_BYTES;
  }

  @Override
  public byte[] digest(byte[] publicKey, byte[] message) {
    try {
      MLDSASigner signer = new MLDSASigner();
      signer.init(false, PublicKeyFactory.createKey(publicKey));
      signer.update(message, 0, message.length);
      return signer.generateMu();
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException("digesting failed", e);
    }
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] digest) {
    var key = (MLDSAPrivateKeyParameters) privateKey(privateKey);
    try {
      MLDSASigner signer = new MLDSASigner();
      signer.init(true, new ParametersWithRandom(key, new SecureRandom()));
      return signer.generateMuSignature(digest);
    } catch (CryptoException e) {
      throw new IllegalStateException("signing failed", e);
    } finally {
      key.destroy();
    }
  }

  private static AsymmetricKeyParameter privateKey(byte[] encoded) {
    try {
      return PrivateKeyFactory.createKey(encoded);
    } catch (IOException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    try {
      MLDSASigner signer = new MLDSASigner();
      signer.init(false, PublicKeyFactory.createKey(publicKey));
      return signer.verifyMuSignature(digest, signature);
    } catch (IOException e) {
      throw new IllegalStateException("verifying failed", e);
    }
  }
}
