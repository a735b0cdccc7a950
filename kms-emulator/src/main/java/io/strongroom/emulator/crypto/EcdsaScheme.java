package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * ECDSA with signatures in DER (FIPS 186-5 §6). Bouncy Castle's, since the JDK knows no secp256k1.
 */
record EcdsaScheme(Hash hash) implements SigningScheme {

  @Override
  public int digestSizeInBytes() {
    return hash.sizeInBytes();
  }

  @Override
  public byte[] digest(byte[] publicKey, byte[] message) {
    return hash.of(message);
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] digest) {
    try {
      ECKeyParameters key = (ECKeyParameters) PrivateKeyFactory.createKey(privateKey);
      ECDSASigner signer = new ECDSASigner();
      signer.init(true, new ParametersWithRandom(key, new SecureRandom()));
      BigInteger[] numbers = signer.generateSignature(digest);
      return StandardDSAEncoding.INSTANCE.encode(signer.getOrder(), numbers[0], numbers[1]);
    } catch (IOException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    ECPublicKeyParameters key;
    try {
      key = (ECPublicKeyParameters) PublicKeyFactory.createKey(publicKey);
    } catch (IOException e) {
      throw new IllegalStateException("verifying failed", e);
    }
    try {
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, key);
      BigInteger[] numbers =
          StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature);
      return verifier.verifySignature(digest, numbers[0], numbers[1]);
    } catch (IOException | RuntimeException e) {
      // The decoder casts what it finds, so bytes that are no signature end in many ways.
      return false;
    }
  }
}
