package io.strongroom.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Pace pace =
      new Pace(
          new Patience(SILENCE, SILENCE, 1_000, Duration.ofSeconds(60), Duration.ofSeconds(2)));
  private long now;

  private void waitFor(Duration time, long bytes) {
    pace.waits(now);
    now += time.toNanos();
    pace.moved(now, bytes);
  }

  @Test
  void exhausted_silentForTooLong_true() {
    pace.waits(now);

    assertThat(pace.exhausted(now + SILENCE.toNanos() - 1, SILENCE)).isFalse();
    assertThat(pace.exhausted(now + SILENCE.toNanos(), SILENCE)).isTrue();
  }

  @Test
  void exhausted_oneByteASecond_trueAfterAWindow() {
    for (int i = 0; i < 59; i++) {
      waitFor(Duration.ofSeconds(1), 1);
      assertThat(pace.exhausted(now, SILENCE)).isFalse();
    }
    waitFor(Duration.ofSeconds(1), 1);

    assertThat(pace.exhausted(now, SILENCE)).isTrue();
  }

  @Test
  void exhausted_minimumRate_falseForEver() {
    for (int i = 0; i < 1_000; i++) {
      waitFor(Duration.ofSeconds(1), 1_000);
      assertThat(pace.exhausted(now, SILENCE)).isFalse();
    }
  }

  @Test
  void exhausted_fastFirstThenDripping_trueWithinTwoWindows() {
    waitFor(Duration.ofSeconds(1), 100_000_000);
    int seconds = 0;
    while (!pace.exhausted(now, SILENCE) && seconds < 1_000) {
      waitFor(Duration.ofSeconds(1), 1);
      seconds++;
    }

    assertThat(seconds).isLessThanOrEqualTo(120);
  }

  @Test
  void exhausted_notWaitedFor_false() {
    pace.waits(now);
    pace.moved(now, 1);
    now += Duration.ofHours(1).toNanos();

    assertThat(pace.exhausted(now, SILENCE)).isFalse();
  }
}
