package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.SEGMENT_BYTES;

/**
 * Which stored bytes hold a range of the plaintext (SPEC §3.4): for who fetches exactly these from
 * elsewhere. An opener needs the header and the last segment besides. All numbers count bytes of
 * the stream, unless said otherwise. A pure function.
 *
 * @param firstSegment index of the segment with the first byte of the range
 * @param segments how many are needed
 * @param sealedOffset where the first starts in the stored stream
 * @param sealedLength bytes of all of them in the stored stream
 * @param skip plaintext bytes of the first segment before the range
 */
public record SegmentPlan(
    long firstSegment, long segments, long sealedOffset, long sealedLength, int skip) {

  /**
   * The plan for {@code length} bytes from {@code position} of a plaintext of {@code
   * plaintextLength} bytes.
   *
   * @throws IndexOutOfBoundsException when the range is empty or not inside the plaintext
   * @throws IllegalArgumentException when no stream has so long a plaintext
   */
  public static SegmentPlan of(long plaintextLength, long position, long length) {
    long sealedLength = SealedSize.ofPlaintext(plaintextLength);
    if (position < 0 || length <= 0 || length > plaintextLength - position) {
      throw new IndexOutOfBoundsException("range outside the plaintext");
    }
    long first = SealedSize.segmentOf(position);
    long last = SealedSize.segmentOf(position + length - 1);
    long offset = SealedSize.offsetOf(first);
    long end = Math.min(SealedSize.offsetOf(last + 1), sealedLength);
    return new SegmentPlan(
        first, last - first + 1, offset, end - offset, (int) (position % SEGMENT_BYTES));
  }
}
