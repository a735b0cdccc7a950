package io.strongroom.emulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.Region;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source: AWS KMS developer guide, "Request quotas". */
class QuotaTest {

  @ParameterizedTest
  @CsvSource({
    "us-east-1, 100000",
    "us-west-2, 100000",
    "eu-west-1, 100000",
    "eu-central-1, 20000",
    "sa-east-1, 10000"
  })
  void symmetric_isLargerInLargeRegions(Region region, double rate) {
    assertThat(Quota.SYMMETRIC.defaultRate(region)).isEqualTo(rate);
    assertThat(Quota.RSA.defaultRate(region)).isEqualTo(1000);
  }

  @ParameterizedTest
  @EnumSource(Quota.class)
  void everyQuota_hasARate_andItsSharedOneIsNotShared(Quota quota) {
    assertThat(quota.defaultRate(Region.of("us-east-1"))).isPositive();
    quota.ofAllUsers().ifPresent(all -> assertThat(all.ofAllUsers()).isEmpty());
  }

  @Test
  void rates_ofAll_applyWhereNoneIsSetForOne() {
    RateLimits limits = new RateLimits(Optional.of(7.0), Map.of(Quota.RSA, 2.0));

    assertThat(limits.rates(Region.of("us-east-1")))
        .hasSize(Quota.values().length)
        .containsEntry(Quota.RSA, 2.0)
        .containsEntry(Quota.SYMMETRIC, 7.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void rate_thatIsNone_refused(double rate) {
    assertThatThrownBy(() -> new RateLimits(Optional.of(rate), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateLimits(Optional.empty(), Map.of(Quota.RSA, rate)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void cost_thatIsNone_refused(double cost) {
    assertThatThrownBy(
            () -> new QuotaRules(QuotaRules.Shape.SMOOTH, Map.of("Decrypt", cost), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void block_negative_refused() {
    assertThatThrownBy(
            () -> new QuotaRules(QuotaRules.Shape.SMOOTH, Map.of(), Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cost_ofAnOperationThatHasNone_isOne() {
    QuotaRules rules =
        new QuotaRules(QuotaRules.Shape.SMOOTH, Map.of("Decrypt", 3.0), Duration.ZERO);

    assertThat(rules.cost("Decrypt")).isEqualTo(3);
    assertThat(rules.cost("Encrypt")).isEqualTo(1);
  }

  @Test
  void hints_areHeaders_orNone() {
    assertThat(RetryHeaders.NONE.headers()).isEmpty();
    assertThat(new RetryHeaders(Optional.of(3), Optional.of(250)).headers())
        .containsEntry("Retry-After", "3")
        .containsEntry("x-amz-retry-after", "250");
  }

  @Test
  void counters_countCallsRefusalsAndTimes_untilReset() {
    CallCounters counters = new CallCounters();
    counters.called("Decrypt");
    counters.called("Decrypt");
    counters.called("Encrypt");
    counters.refused("ThrottlingException");
    counters.took("Decrypt", 1_500_000_000L);

    assertThat(counters.calls()).containsEntry("Decrypt", 2L).containsEntry("Encrypt", 1L);
    assertThat(counters.refusals()).containsEntry("ThrottlingException", 1L);
    assertThat(counters.durations())
        .containsEntry("Decrypt", new CallCounters.Times(1, 1.5))
        .hasSize(1);
    counters.reset();
    assertThat(counters.calls()).isEmpty();
    assertThat(counters.refusals()).isEmpty();
    assertThat(counters.durations()).isEmpty();
  }
}
