package io.strongroom.domain.record;

import io.strongroom.crypto.segment.SealedInput;
import java.util.Arrays;

/**
 * A whole sealed stream that is small enough to rest beside its record. Says nothing without the
 * object's key. Immutable; compared by content.
 */
public final class SealedBytes {

  private final byte[] bytes;

  private SealedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param bytes not copied: the caller has no further use for them
   */
  public static SealedBytes adopt(byte[] bytes) {
    return new SealedBytes(bytes);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  /** To be opened as a blob is. */
  public SealedInput input() {
    return SealedInput.of(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedBytes[" + bytes.length + " bytes]";
  }
}
