package io.strongroom.crypto.segment;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The 32 bytes by which a sealed stream commits to its key, salt and context (SPEC §3.2). Public,
 * unique per stream; held beside the blob's id in the part manifest. Immutable; compared in
 * constant time.
 */
public final class StreamCommitment {

  /** Length in bytes. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private StreamCommitment(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes 32 bytes over, which nobody changes any more. */
  static StreamCommitment adopt(byte[] bytes) {
    return new StreamCommitment(bytes);
  }

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException when not 32 bytes
   */
  public static StreamCommitment of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a commitment has 32 bytes");
    }
    return new StreamCommitment(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamCommitment that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "StreamCommitment[" + java.util.HexFormat.of().formatHex(bytes, 0, 4) + "...]";
  }
}
