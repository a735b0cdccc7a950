package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {

  private final VirtualTime time = new VirtualTime();
  private final AdaptiveRate rate = new AdaptiveRate(8_000, time);

  private void answer(int perSecond, double seconds) {
    for (int i = 0; i < perSecond * seconds; i++) {
      time.advance(Duration.ofNanos(1_000_000_000L / perSecond));
      rate.answered();
    }
  }

  @Test
  void perSecond_neverThrottled_isTheCeiling() {
    answer(50, 2);
    assertThat(rate.perSecond()).isEqualTo(8_000);
  }

  @Test
  void throttled_first_startsLowAndDoubles() {
    answer(1, 1);
    assertThat(rate.throttled()).isTrue();
    assertThat(rate.perSecond()).isCloseTo(7, Percentage.withPercentage(1));
    time.advance(Duration.ofSeconds(2));
    assertThat(rate.perSecond()).isCloseTo(28, Percentage.withPercentage(1));
  }

  @Test
  void throttled_again_sevenTenthsOfWhatWentThrough() {
    rate.throttled();
    answer(50, 3);
    assertThat(rate.throttled()).isTrue();
    assertThat(rate.perSecond()).isCloseTo(35, Percentage.withPercentage(5));
  }

  @Test
  void throttled_burst_countsOnce() {
    answer(50, 3);
    assertThat(rate.throttled()).isTrue();
    double reduced = rate.perSecond();
    for (int i = 0; i < 30; i++) {
      assertThat(rate.throttled()).isFalse();
    }
    assertThat(rate.perSecond()).isEqualTo(reduced);
  }

  @Test
  void throttled_littleGoingThrough_neverMoreThanHalvedAtOnce() {
    rate.throttled();
    time.advance(Duration.ofSeconds(4));
    double before = rate.perSecond();
    rate.throttled();
    assertThat(rate.perSecond()).isCloseTo(before * 0.49, Percentage.withPercentage(1));
  }

  @Test
  void throttled_againAndAgain_stopsAtTheFloor() {
    for (int i = 0; i < 50; i++) {
      rate.throttled();
      time.advance(Duration.ofMillis(500));
    }
    assertThat(rate.perSecond()).isBetween(0.5, 1.0);
  }

  @Test
  void perSecond_quietAfterThrottles_regrowsToCeiling() {
    rate.throttled();
    answer(50, 3);
    rate.throttled();
    double previous = rate.perSecond();
    for (int second = 0; second < 40; second++) {
      time.advance(Duration.ofSeconds(1));
      assertThat(rate.perSecond()).isGreaterThanOrEqualTo(previous);
      previous = rate.perSecond();
    }
    assertThat(previous).isEqualTo(8_000);
  }

  @Test
  void perSecond_againstAFixedQuota_settlesNearIt() {
    TokenBucket ours = new TokenBucket(rate::perSecond, time);
    TokenBucket service = new TokenBucket(() -> 50, time);
    int accepted = 0;
    int refused = 0;
    for (long end = time.nanoTime() + 30_000_000_000L; time.nanoTime() < end; ) {
      if (!ours.take()) {
        time.advance(Duration.ofMillis(1));
      } else if (service.take()) {
        accepted++;
        rate.answered();
      } else {
        refused++;
        rate.throttled();
      }
    }
    assertThat(accepted).as("most of the quota is used").isBetween(1_000, 1_510);
    assertThat(refused).as("with few throttles").isLessThan(accepted / 5);
  }
}
