package io.strongroom.kms.emulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private final AtomicLong now = new AtomicLong();

  private RateLimiter limiter(double rate) {
    return new RateLimiter(new RateLimits(Optional.of(rate), Map.of()), now::get);
  }

  private int takeFor(RateLimiter limiter, int seconds, int triesPerSecond) {
    int taken = 0;
    for (int i = 0; i < seconds * triesPerSecond; i++) {
      now.addAndGet(1_000_000_000L / triesPerSecond);
      if (limiter.tryTake("a", "r", Quota.SYMMETRIC)) {
        taken++;
      }
    }
    return taken;
  }

  @Test
  void tryTake_fivePerSecondOver30Seconds_within10Percent() {
    assertThat(takeFor(limiter(5), 30, 100)).isBetween(150, 165);
  }

  @Test
  void tryTake_rateBelowOne_stillLetsThrough() {
    assertThat(takeFor(limiter(0.5), 20, 100)).isBetween(10, 11);
  }

  @Test
  void tryTake_otherAccountRegionOrQuota_ownBucket() {
    RateLimiter limiter = limiter(1);

    assertThat(limiter.tryTake("a", "r", Quota.SYMMETRIC)).isTrue();
    assertThat(limiter.tryTake("a", "r", Quota.SYMMETRIC)).isFalse();
    assertThat(limiter.tryTake("b", "r", Quota.SYMMETRIC)).isTrue();
    assertThat(limiter.tryTake("a", "s", Quota.SYMMETRIC)).isTrue();
    assertThat(limiter.tryTake("a", "r", Quota.DESCRIBE)).isTrue();
  }

  @Test
  void limits_singleQuota_leavesOthersAlone() {
    RateLimits limits = new RateLimits(Optional.empty(), Map.of(Quota.DESCRIBE, 3.0));

    assertThat(limits.rate(Quota.DESCRIBE)).isEqualTo(3.0);
    assertThat(limits.rate(Quota.SYMMETRIC)).isEqualTo(10_000);
  }

  @Test
  void limits_notPositive_rejected() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new RateLimits(Optional.of(rate), Map.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
