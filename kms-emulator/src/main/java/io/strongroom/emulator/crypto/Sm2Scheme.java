package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECPoint;

/**
 * SM2DSA with SM3 and the default distinguishing identifier (GM/T 0003.2). The digest is SM3(Z ‖
 * message), where Z = SM3(identifier, curve, public key).
 */
record Sm2Scheme() implements SigningScheme {

  private static final byte[] IDENTIFIER = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  @Override
  public int digestSizeInBytes() {
    return 32;
  }

  @Override
  public byte[] digest(byte[] publicKey, byte[] message) {
    SM3Digest sm3 = new SM3Digest();
    byte[] z = z(publicKey(publicKey));
    sm3.update(z, 0, z.length);
    sm3.update(message, 0, message.length);
    return finish(sm3);
  }

  private static byte[] z(ECPublicKeyParameters key) {
    var curve = key.getParameters();
    SM3Digest sm3 = new SM3Digest();
    int bits = IDENTIFIER.length * 8;
    sm3.update((byte) (bits >> 8));
    sm3.update((byte) bits);
    sm3.update(IDENTIFIER, 0, IDENTIFIER.length);
    update(sm3, curve.getCurve().getA().getEncoded());
    update(sm3, curve.getCurve().getB().getEncoded());
    for (ECPoint point : new ECPoint[] {curve.getG(), key.getQ()}) {
      ECPoint affine = point.normalize();
      update(sm3, affine.getAffineXCoord().getEncoded());
      update(sm3, affine.getAffineYCoord().getEncoded());
    }
    return finish(sm3);
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] digest) {
    try {
      SM2Signer signer = new SM2Signer(new Finished(digest));
      signer.init(
          true,
          new ParametersWithRandom(PrivateKeyFactory.createKey(privateKey), new SecureRandom()));
      return signer.generateSignature();
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    SM2Signer verifier = new SM2Signer(new Finished(digest));
    CipherParameters key = publicKey(publicKey);
    verifier.init(false, key);
    return verifier.verifySignature(signature);
  }

  private static ECPublicKeyParameters publicKey(byte[] encoded) {
    try {
      return (ECPublicKeyParameters) PublicKeyFactory.createKey(encoded);
    } catch (IOException e) {
      throw new IllegalStateException("not a public key", e);
    }
  }

  private static void update(Digest digest, byte[] bytes) {
    digest.update(bytes, 0, bytes.length);
  }

  private static byte[] finish(Digest digest) {
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  /** A digest that was made already: the signer has no other way to take one. */
  private static final class Finished implements Digest {

    private final byte[] value;

    Finished(byte[] value) {
      this.value = value;
    }

    @Override
    public String getAlgorithmName() {
      return "SM3";
    }

    @Override
    public int getDigestSize() {
      return value.length;
    }

    @Override
    public void update(byte in) {
      // Z, which is in the value.
    }

    @Override
    public void update(byte[] in, int offset, int length) {
      // Z, which is in the value.
    }

    @Override
    public int doFinal(byte[] out, int offset) {
      System.arraycopy(value, 0, out, offset, value.length);
      return value.length;
    }

    @Override
    public void reset() {
      // Nothing is accumulated.
    }
  }
}
