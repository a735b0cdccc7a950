package io.strongroom.crypto.aead;

import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The hash function SM3 (GB/T 32905-2016): Bouncy Castle's, in the JDK's form for digests, and
 * without a provider. Not thread-safe.
 */
final class Sm3 extends MessageDigest {

  private static final int BYTES = 32;

  private final SM3Digest digest;

  Sm3() {
    this(new SM3Digest());
  }

  private Sm3(SM3Digest digest) {
    super("SM3");
    this.digest = digest;
  }

  @Override
  protected int engineGetDigestLength() {
    return BYTES;
  }

  @Override
  protected void engineUpdate(byte input) {
    digest.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    digest.update(input, offset, length);
  }

  @Override
  protected byte[] engineDigest() {
    byte[] hash = new byte[BYTES];
    digest.doFinal(hash, 0);
    return hash;
  }

  @Override
  protected void engineReset() {
    digest.reset();
  }
}
