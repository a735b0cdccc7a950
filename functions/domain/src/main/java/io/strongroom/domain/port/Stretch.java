package io.strongroom.domain.port;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.segment.SealedSize;

/**
 * What of a blob is going to be read, so that a store far away is asked once, and for no more.
 * Beside it the reader looks at the header and at the last segment, wherever they are.
 *
 * @param sealedLength of the whole blob, in bytes
 * @param from first sealed byte that is wanted, at the beginning of a segment or 0
 * @param to behind the last one; not above {@code sealedLength}
 */
public record Stretch(long sealedLength, long from, long to) {

  public Stretch {
    if (from < 0 || to < from || sealedLength < to) {
      throw new IllegalArgumentException("not a stretch of the blob");
    }
  }

  /** All of a blob. */
  public static Stretch all(long sealedLength) {
    return new Stretch(sealedLength, 0, sealedLength);
  }

  /**
   * The segments that hold these bytes of the plaintext.
   *
   * @param suite that the blob is sealed with; of two layers, those of the outer one
   * @param plaintextLength of the whole blob
   * @param first first byte that is wanted
   * @param end behind the last one; what lies behind the plaintext's end is left out
   */
  public static Stretch ofPlaintext(Suite suite, long plaintextLength, long first, long end) {
    Stretch inner = ofLayer(plaintextLength, first, end);
    return suite.isTwice() ? ofLayer(inner.sealedLength(), inner.from(), inner.to()) : inner;
  }

  private static Stretch ofLayer(long plaintextLength, long first, long end) {
    long sealedLength = SealedSize.ofPlaintext(plaintextLength);
    long last = Math.min(end, plaintextLength) - 1;
    if (last < first) {
      return all(sealedLength);
    }
    long segment = SealedSize.segmentOf(first);
    long to = SealedSize.offsetOf(SealedSize.segmentOf(last) + 1);
    return new Stretch(
        sealedLength, segment == 0 ? 0 : SealedSize.offsetOf(segment), Math.min(to, sealedLength));
  }
}
