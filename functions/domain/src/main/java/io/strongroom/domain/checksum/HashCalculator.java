package io.strongroom.domain.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash of the JDK's. */
final class HashCalculator implements ChecksumCalculator {

  private final MessageDigest digest;

  HashCalculator(String algorithm) {
    try {
      this.digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  @Override
  public byte[] digest() {
    return digest.digest();
  }
}
