package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * RSASSA-PSS and RSASSA-PKCS1-v1_5 (RFC 8017 §8). Bouncy Castle's, since the JDK signs no digest
 * that was made elsewhere.
 */
record RsaScheme(Hash hash, boolean pss) implements SigningScheme {

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
      CipherParameters key = PrivateKeyFactory.createKey(privateKey);
      if (pss) {
        PSSSigner signer = signer(true, key);
        signer.update(digest, 0, digest.length);
        return signer.generateSignature();
      }
      PKCS1Encoding rsa = new PKCS1Encoding(new RSABlindedEngine());
      rsa.init(true, key);
      byte[] info = hash.digestInfo(digest);
      return rsa.processBlock(info, 0, info.length);
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    try {
      CipherParameters key = PublicKeyFactory.createKey(publicKey);
      if (pss) {
        PSSSigner verifier = signer(false, key);
        verifier.update(digest, 0, digest.length);
        return verifier.verifySignature(signature);
      }
      PKCS1Encoding rsa = new PKCS1Encoding(new RSABlindedEngine());
      rsa.init(false, key);
      byte[] opened = rsa.processBlock(signature, 0, signature.length);
      return MessageDigest.isEqual(opened, hash.digestInfo(digest));
    } catch (InvalidCipherTextException | DataLengthException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("verifying failed", e);
    }
  }

  private PSSSigner signer(boolean signing, CipherParameters key) {
    PSSSigner signer = PSSSigner.createRawSigner(new RSABlindedEngine(), hash.digest());
    signer.init(signing, key);
    return signer;
  }
}
