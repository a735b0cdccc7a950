package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.MAX_PLAINTEXT_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedSizeTest {

  @Test
  void offsetOf_noSuchSegment_refused() {
    assertThat(SealedSize.offsetOf(SealedSize.MAX_SEGMENTS)).isPositive();
    for (long index : new long[] {-1, SealedSize.MAX_SEGMENTS + 1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> SealedSize.offsetOf(index))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> SegmentPlan.of(Long.MAX_VALUE, 0, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Spec({"SEG-1", "SEG-10"})
  void ofPlaintext_aroundSegments_addsATagForEachAndTheShortLast() {
    assertThat(SealedSize.ofPlaintext(0)).isEqualTo(72);
    assertThat(SealedSize.ofPlaintext(1)).isEqualTo(73);
    assertThat(SealedSize.ofPlaintext(16383)).isEqualTo(56 + 16383 + 16);
    assertThat(SealedSize.ofPlaintext(16384)).isEqualTo(56 + 16384 + 32);
    assertThat(SealedSize.ofPlaintext(16385)).isEqualTo(56 + 16385 + 32);
  }

  @Test
  @Spec("SEG-10")
  void toPlaintext_everyLength_invertsOrIsRejected() {
    long expected = 0;
    for (long sealed = -10; sealed < 5 * 16400; sealed++) {
      if (sealed == SealedSize.ofPlaintext(expected)) {
        assertThat(SealedSize.toPlaintext(sealed)).isEqualTo(expected++);
      } else {
        long impossible = sealed;
        assertThatThrownBy(() -> SealedSize.toPlaintext(impossible))
            .isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @Test
  @Spec("SEG-10")
  void toPlaintext_randomLengths_inverts() {
    new Random(7)
        .longs(100_000, 0, MAX_PLAINTEXT_BYTES + 1)
        .forEach(n -> assertThat(SealedSize.toPlaintext(SealedSize.ofPlaintext(n))).isEqualTo(n));
  }

  @Test
  @Spec("SEG-2")
  void ofPlaintext_longestStream_isTheLimit() {
    assertThat(SealedSize.segments(MAX_PLAINTEXT_BYTES)).isEqualTo(1L << 38);
    long longest = SealedSize.ofPlaintext(MAX_PLAINTEXT_BYTES);
    assertThat(SealedSize.toPlaintext(longest)).isEqualTo(MAX_PLAINTEXT_BYTES);

    assertThatThrownBy(() -> SealedSize.ofPlaintext(MAX_PLAINTEXT_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SealedSize.ofPlaintext(-1))
        .isInstanceOf(IllegalArgumentException.class);
    for (long more : new long[] {longest + 1, longest + 17, longest + 16400, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> SealedSize.toPlaintext(more)).isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  @Spec("SEG-9")
  void plan_randomRanges_coversExactlyTheSegmentsNeeded() {
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      long total = 1 + random.nextLong(10 * 16384);
      long position = random.nextLong(total);
      long length = 1 + random.nextLong(total - position);

      SegmentPlan plan = SegmentPlan.of(total, position, length);

      long firstByte = plan.firstSegment() * 16384;
      assertThat(firstByte + plan.skip()).isEqualTo(position);
      assertThat(plan.skip()).isBetween(0, 16383);
      assertThat(plan.sealedOffset()).isEqualTo(56 + plan.firstSegment() * 16400);
      long clearBytes = plan.sealedLength() - 16 * plan.segments();
      assertThat(firstByte + clearBytes).isBetween(position + length, total);
      assertThat(clearBytes - plan.skip() - length).isLessThan(16384);
    }
  }

  @Test
  void plan_outside_refused() {
    for (long[] range : new long[][] {{-1, 1}, {0, 0}, {10, 1}, {9, 2}, {0, Long.MAX_VALUE}}) {
      assertThatThrownBy(() -> SegmentPlan.of(10, range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
