package io.strongroom.crypto.segment;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import java.util.Objects;

/**
 * The arithmetic of sealed streams (SPEC §3.1 and §3.5): pure functions over lengths and positions
 * in bytes.
 */
public final class SealedSize {

  /** Plaintext bytes in every segment but the last, which has fewer. */
  public static final int SEGMENT_BYTES = 16384;

  /** Bytes each segment grows by. */
  public static final int TAG_BYTES = AeadCipher.TAG_BYTES;

  /** Bytes of a full segment in the sealed stream. */
  public static final int SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;

  /** Bytes of the random salt at the start. */
  public static final int SALT_BYTES = 24;

  /** Bytes before the first segment: salt and commitment. */
  public static final int HEADER_BYTES = SALT_BYTES + StreamCommitment.BYTES;

  /** Most segments of one stream. */
  public static final long MAX_SEGMENTS = 1L << 38;

  /** Longest plaintext of one stream: the last segment is never full. */
  public static final long MAX_PLAINTEXT_BYTES = MAX_SEGMENTS * SEGMENT_BYTES - 1;

  private SealedSize() {}

  /**
   * Sealed length of {@code plaintextLength} bytes in one layer.
   *
   * @throws IllegalArgumentException when negative or above {@link #MAX_PLAINTEXT_BYTES}
   */
  public static long ofPlaintext(long plaintextLength) {
    return HEADER_BYTES + plaintextLength + TAG_BYTES * segments(plaintextLength);
  }

  /**
   * Sealed length of {@code plaintextLength} bytes with all layers that {@code suite} has (SPEC
   * §3.7).
   *
   * @throws IllegalArgumentException when negative or above what a stream can hold
   */
  public static long ofPlaintext(Suite suite, long plaintextLength) {
    long once = ofPlaintext(plaintextLength);
    return suite.isTwice() ? ofPlaintext(once) : once;
  }

  /**
   * Plaintext length of a sealed stream with one layer; the inverse of {@link #ofPlaintext(long)}.
   *
   * @throws CiphertextRejected when no sealed stream has that length
   */
  public static long toPlaintext(long sealedLength) {
    long body = sealedLength - HEADER_BYTES;
    long last = body % SEALED_SEGMENT_BYTES;
    if (last < TAG_BYTES || body / SEALED_SEGMENT_BYTES >= MAX_SEGMENTS) {
      throw new CiphertextRejected("impossible sealed length");
    }
    return body / SEALED_SEGMENT_BYTES * SEGMENT_BYTES + last - TAG_BYTES;
  }

  /**
   * Number of segments, the short last one included.
   *
   * @throws IllegalArgumentException when negative or above {@link #MAX_PLAINTEXT_BYTES}
   */
  public static long segments(long plaintextLength) {
    if (plaintextLength < 0 || plaintextLength > MAX_PLAINTEXT_BYTES) {
      throw new IllegalArgumentException("plaintext length");
    }
    return plaintextLength / SEGMENT_BYTES + 1;
  }

  /**
   * Index of the segment that holds the byte at {@code plaintextPosition}, which is not negative.
   */
  public static long segmentOf(long plaintextPosition) {
    return plaintextPosition / SEGMENT_BYTES;
  }

  /**
   * Where segment {@code index} starts in the sealed stream, or would.
   *
   * @throws IndexOutOfBoundsException when negative or above {@link #MAX_SEGMENTS}
   */
  public static long offsetOf(long index) {
    Objects.checkIndex(index, MAX_SEGMENTS + 1);
    return HEADER_BYTES + index * SEALED_SEGMENT_BYTES;
  }
}
