package io.strongroom.emulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.Region;
import java.time.Duration;
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
      if (limiter.tryTake(new Counted("a", Region.of("r")), Quota.SYMMETRIC, "Decrypt")) {
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

    assertThat(limiter.tryTake(new Counted("a", Region.of("r")), Quota.SYMMETRIC, "Decrypt"))
        .isTrue();
    assertThat(limiter.tryTake(new Counted("a", Region.of("r")), Quota.SYMMETRIC, "Decrypt"))
        .isFalse();
    assertThat(limiter.tryTake(new Counted("b", Region.of("r")), Quota.SYMMETRIC, "Decrypt"))
        .isTrue();
    assertThat(limiter.tryTake(new Counted("a", Region.of("s")), Quota.SYMMETRIC, "Decrypt"))
        .isTrue();
    assertThat(limiter.tryTake(new Counted("a", Region.of("r")), Quota.DESCRIBE, "DescribeKey"))
        .isTrue();
  }

  @Test
  void tryTake_operationsOfOneRate_shareItOnlyWhereAwsSaysSo() {
    RateLimiter limiter = limiter(1);
    Counted whose = new Counted("a", Region.of("r"));

    assertThat(limiter.tryTake(whose, Quota.CHANGE_5, "CreateAlias")).isTrue();
    assertThat(limiter.tryTake(whose, Quota.CHANGE_5, "CreateAlias")).isFalse();
    assertThat(limiter.tryTake(whose, Quota.CHANGE_5, "CreateKey")).isTrue();
    assertThat(limiter.tryTake(whose, Quota.SYMMETRIC, "Encrypt")).isTrue();
    assertThat(limiter.tryTake(whose, Quota.SYMMETRIC, "Decrypt")).isFalse();
    assertThat(limiter.usage())
        .extracting(RateLimiter.Usage::operation)
        .containsExactlyInAnyOrder("CreateAlias", "CreateKey", "");
  }

  @Test
  void limits_singleQuota_leavesOthersAlone() {
    RateLimits limits = new RateLimits(Optional.empty(), Map.of(Quota.DESCRIBE, 3.0));

    assertThat(limits.rate(Quota.DESCRIBE, Region.of("sa-east-1"))).isEqualTo(3.0);
    assertThat(limits.rate(Quota.SYMMETRIC, Region.of("sa-east-1"))).isEqualTo(10_000);
  }

  @Test
  void limits_notPositive_rejected() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new RateLimits(Optional.of(rate), Map.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void limits_ofLargeRegions_areHigher() {
    RateLimits limits = new RateLimits(Optional.empty(), Map.of());

    assertThat(limits.rate(Quota.SYMMETRIC, Region.of("us-east-1"))).isEqualTo(100_000);
    assertThat(limits.rate(Quota.SYMMETRIC, Region.of("eu-central-1"))).isEqualTo(20_000);
    assertThat(limits.rate(Quota.DESCRIBE, Region.of("us-east-1"))).isEqualTo(2_000);
  }

  private RateLimiter limiter(double rate, QuotaRules rules) {
    return new RateLimiter(
        new RateLimits(Optional.of(rate), Map.of(), RetryHeaders.NONE, rules), now::get);
  }

  private boolean take(RateLimiter limiter, String operation) {
    return limiter.tryTake(new Counted("a", Region.of("r")), Quota.SYMMETRIC, operation);
  }

  @Test
  void tryTake_window_fillsAllAtOnceWhenTheSecondIsOver() {
    RateLimiter limiter =
        limiter(2, new QuotaRules(QuotaRules.Shape.WINDOW, Map.of(), Duration.ZERO));

    assertThat(take(limiter, "x")).isTrue();
    assertThat(take(limiter, "x")).isTrue();
    now.addAndGet(999_000_000);
    assertThat(take(limiter, "x")).isFalse();
    now.addAndGet(1_000_000);
    assertThat(take(limiter, "x")).isTrue();
    assertThat(take(limiter, "x")).isTrue();
    assertThat(take(limiter, "x")).isFalse();
  }

  @Test
  void tryTake_windowOverThirtySeconds_within10Percent() {
    RateLimiter limiter =
        limiter(5, new QuotaRules(QuotaRules.Shape.WINDOW, Map.of(), Duration.ZERO));

    assertThat(takeFor(limiter, 30, 100)).isBetween(150, 155);
  }

  @Test
  void tryTake_costs_takeMoreTokens() {
    RateLimiter limiter =
        limiter(10, new QuotaRules(QuotaRules.Shape.SMOOTH, Map.of("Heavy", 4.0), Duration.ZERO));

    assertThat(take(limiter, "Heavy")).isTrue();
    assertThat(take(limiter, "Heavy")).isTrue();
    assertThat(take(limiter, "Heavy")).isFalse();
    assertThat(take(limiter, "Light")).isTrue();
  }

  @Test
  void tryTake_block_refusesEverythingForItsTime() {
    RateLimiter limiter =
        limiter(1, new QuotaRules(QuotaRules.Shape.SMOOTH, Map.of(), Duration.ofSeconds(5)));

    assertThat(take(limiter, "x")).isTrue();
    assertThat(take(limiter, "x")).isFalse();
    now.addAndGet(4_900_000_000L);
    assertThat(take(limiter, "x")).isFalse();
    now.addAndGet(100_000_000L);
    assertThat(take(limiter, "x")).isTrue();
  }

  @Test
  void usage_countsAllowedRefusedAndLeft() {
    RateLimiter limiter = limiter(2);
    take(limiter, "x");
    take(limiter, "x");
    take(limiter, "x");

    assertThat(limiter.usage())
        .containsExactly(
            new RateLimiter.Usage(new Counted("a", Region.of("r")), Quota.SYMMETRIC, "", 2, 1, 0));
  }

  @Test
  void hotKey_changedTooOften_throttledForTenSeconds() {
    HotKeys hot = new HotKeys(now::get);
    assertThat(hot.tryChange("k")).isTrue();
    hot.limit(2);

    assertThat(hot.tryChange("k")).isTrue();
    assertThat(hot.tryChange("k")).isTrue();
    assertThat(hot.tryChange("k")).isFalse();
    assertThat(hot.tryChange("other")).isTrue();
    now.addAndGet(10_000_000_000L);
    assertThat(hot.tryChange("k")).isTrue();
  }
}
