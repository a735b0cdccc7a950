package io.strongroom.domain.checksum;

/** Computes one checksum over a stream of bytes. Not thread-safe. */
public interface ChecksumCalculator {

  /** Takes in the next {@code length} bytes. */
  void update(byte[] bytes, int offset, int length);

  /** The value so far, big-endian for CRCs. Call once, at the end. */
  byte[] digest();
}
