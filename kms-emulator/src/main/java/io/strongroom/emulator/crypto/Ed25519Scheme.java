package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 over a message, or Ed25519ph over its SHA-512 digest (RFC 8032 §5.1). */
record Ed25519Scheme(boolean prehashed) implements SigningScheme {

  private static final byte[] NO_CONTEXT = new byte[0];

  @Override
  public int digestSizeInBytes() {
    return Hash.SHA_512.sizeInBytes();
  }

  @Override
  public byte[] digest(byte[] publicKey, byte[] message) {
    return message;
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] digest) {
    try {
      var key = (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(privateKey);
      byte[] secret = key.getEncoded();
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      if (prehashed) {
        Ed25519.signPrehash(secret, 0, NO_CONTEXT, digest, 0, signature, 0);
      } else {
        Ed25519.sign(secret, 0, digest, 0, digest.length, signature, 0);
      }
      Arrays.fill(secret, (byte) 0);
      return signature;
    } catch (IOException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    if (signature.length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    try {
      var key = (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(publicKey);
      byte[] point = key.getEncoded();
      return prehashed
          ? Ed25519.verifyPrehash(signature, 0, point, 0, NO_CONTEXT, digest, 0)
          : Ed25519.verify(signature, 0, point, 0, digest, 0, digest.length);
    } catch (IOException e) {
      throw new IllegalStateException("verifying failed", e);
    }
  }
}
