package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KmsException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final KmsException THROTTLED =
      new KmsException.Throttled("slow down", Optional.empty());
  private static final KmsException DOWN = new KmsException.Unavailable("down");

  private final Backoff backoff = new Backoff(RetrySettings.INTERACTIVE, new Random(7));

  private DoubleStream millis(int retry, KmsException reason) {
    return DoubleStream.generate(() -> backoff.next(retry, reason).toNanos() / 1e6).limit(20_000);
  }

  @Test
  void next_throttled_staysBelowCeilingWithMeanAtHalf() {
    for (int retry = 0; retry < 4; retry++) {
      double ceiling = Math.min(5_000, 500 << retry);
      var seen = millis(retry, THROTTLED).summaryStatistics();
      assertThat(seen.getMin()).isBetween(0.0, ceiling / 100);
      assertThat(seen.getMax()).isBetween(ceiling * 0.99, ceiling);
      assertThat(seen.getAverage()).isBetween(ceiling * 0.48, ceiling * 0.52);
    }
  }

  @Test
  void next_failureOfTheService_usesTheShortBase() {
    assertThat(millis(0, DOWN).max().orElseThrow()).isBetween(49.0, 50.0);
    assertThat(millis(2, DOWN).max().orElseThrow()).isBetween(198.0, 200.0);
  }

  @Test
  void next_manyRetries_neverExceedsCap() {
    assertThat(millis(200, THROTTLED).max().orElseThrow()).isBetween(4_900.0, 5_000.0);
  }

  @Test
  void next_serverHint_isTheFloor() {
    KmsException hinted =
        new KmsException.Throttled("slow down", Optional.of(Duration.ofSeconds(3)));
    assertThat(millis(0, hinted).summaryStatistics().getMin()).isEqualTo(3_000);
    assertThat(millis(0, hinted).summaryStatistics().getMax()).isEqualTo(3_000);
  }

  @Test
  void next_absurdServerHint_isBounded() {
    KmsException hinted = new KmsException.Throttled("slow down", Optional.of(Duration.ofHours(1)));
    assertThat(millis(0, hinted).max().orElseThrow()).isBetween(5_000.0, 5_500.0);
  }
}
