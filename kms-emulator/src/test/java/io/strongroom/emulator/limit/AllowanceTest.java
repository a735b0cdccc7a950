package io.strongroom.emulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private static final long SECOND = 1_000_000_000L;

  private static Allowance smooth(double rate) {
    return new Allowance(rate, QuotaRules.STANDARD, 0);
  }

  private static Allowance of(double rate, QuotaRules.Shape shape, Duration block) {
    return new Allowance(rate, new QuotaRules(shape, Map.of(), block), 0);
  }

  private static int taken(Allowance allowance, int tries, long now) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += allowance.tryTake(1, now) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void tryTake_atTheStart_aSecondsWorthAtOnce() {
    assertThat(taken(smooth(5), 10, 0)).isEqualTo(5);
  }

  @Test
  void tryTake_smooth_fillsEvenly_andNotAboveASecondsWorth() {
    Allowance allowance = smooth(4);
    taken(allowance, 4, 0);

    assertThat(taken(allowance, 4, SECOND / 4)).isEqualTo(1);
    assertThat(taken(allowance, 9, 100 * SECOND)).isEqualTo(4);
  }

  @Test
  void tryTake_window_fillsAtOnceWhenTheSecondIsOver() {
    Allowance allowance = of(4, QuotaRules.Shape.WINDOW, Duration.ZERO);
    taken(allowance, 4, 0);

    assertThat(taken(allowance, 4, SECOND - 1)).isZero();
    assertThat(taken(allowance, 9, SECOND)).isEqualTo(4);
  }

  @Test
  void tryTake_windowOfARateBelowOne_isTheTimeOfOneCall() {
    Allowance allowance = of(0.5, QuotaRules.Shape.WINDOW, Duration.ZERO);

    assertThat(taken(allowance, 2, 0)).isEqualTo(1);
    assertThat(taken(allowance, 1, 2 * SECOND - 1)).isZero();
    assertThat(taken(allowance, 1, 2 * SECOND)).isEqualTo(1);
  }

  @Test
  void tryTake_moreThanThereEverIs_takesAFullBucket() {
    Allowance allowance = smooth(2);

    assertThat(allowance.tryTake(100, 0)).isTrue();
    assertThat(allowance.tryTake(1, 0)).isFalse();
  }

  @Test
  void tryTake_afterARefusal_refusesAllWhileBlocked() {
    Allowance allowance = of(1, QuotaRules.Shape.SMOOTH, Duration.ofSeconds(10));
    taken(allowance, 2, 0);

    assertThat(allowance.tryTake(1, 10 * SECOND - 1)).isFalse();
    assertThat(allowance.tryTake(1, 10 * SECOND)).isTrue();
  }

  @Test
  void tryTake_ofARefusedCall_costsNothing() {
    Allowance allowance = smooth(1);
    taken(allowance, 5, 0);

    assertThat(taken(allowance, 1, SECOND)).isEqualTo(1);
  }

  @Test
  void usage_tellsAllowedRefusedAndLeft() {
    Allowance allowance = smooth(3);
    taken(allowance, 5, 0);

    assertThat(allowance.usage(SECOND / 3).allowed()).isEqualTo(3);
    assertThat(allowance.usage(SECOND / 3).refused()).isEqualTo(2);
    assertThat(allowance.usage(SECOND).left()).isEqualTo(3);
  }

  @Test
  void tryTake_whenTheClockGoesBack_givesNothingAway() {
    Allowance allowance = smooth(1);
    taken(allowance, 1, SECOND);

    assertThat(allowance.tryTake(1, 0)).isFalse();
  }
}
