package io.strongroom.emulator.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.limit.QuotaRules;
import io.strongroom.emulator.limit.RateLimits;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleJsonTest {

  private static RateLimits read(String text) {
    return ThrottleJson.read(new JsonObject(text.replace('\'', '"')));
  }

  @Test
  void read_nothing_isWhatAwsHas() {
    RateLimits limits = read("{}");

    assertThat(limits.rate(Quota.RSA, Region.of("eu-west-1"))).isEqualTo(1000);
    assertThat(limits.rules()).isEqualTo(QuotaRules.STANDARD);
    assertThat(limits.hints().headers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tiny, SYMMETRIC, 5", "dew, SYMMETRIC, 800", "dew, DEW_READ, 1000", "dew, TAG, 20"})
  void read_profile_setsItsRates(String profile, Quota quota, double rate) {
    assertThat(read("{'profile':'" + profile + "'}").rate(quota, Region.of("eu-west-1")))
        .isEqualTo(rate);
  }

  @Test
  void read_singleQuotas_goBeforeThoseOfAll_andOfTheProfile() {
    RateLimits limits =
        read("{'profile':'dew','requestsPerSecond':7,'quotas':{'rsa':2,'dew_read':3}}");

    assertThat(limits.rate(Quota.RSA, Region.of("eu-west-1"))).isEqualTo(2);
    assertThat(limits.rate(Quota.DEW_READ, Region.of("eu-west-1"))).isEqualTo(3);
    assertThat(limits.rate(Quota.TAG, Region.of("eu-west-1"))).isEqualTo(20);
  }

  @Test
  void read_rules_areInForce() {
    RateLimits limits =
        read(
            "{'shape':'window','costs':{'Decrypt':2.5},'blockMillis':1500,"
                + "'retryAfterSeconds':3,'amzRetryAfterMillis':40}");

    assertThat(limits.rules().shape()).isEqualTo(QuotaRules.Shape.WINDOW);
    assertThat(limits.rules().costs()).containsEntry("Decrypt", 2.5);
    assertThat(limits.rules().block()).isEqualTo(Duration.ofMillis(1500));
    assertThat(limits.hints().headers()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'requests':1}",
        "{'profile':'huge'}",
        "{'shape':'round'}",
        "{'quotas':{'everything':1}}",
        "{'requestsPerSecond':0}",
        "{'quotas':{'rsa':-1}}",
        "{'costs':{'Decrypt':-1}}",
        "{'blockMillis':-1}"
      })
  void read_whatCannotBe_refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void show_isWhatRead_takes() {
    RateLimits limits = read("{'requestsPerSecond':7,'quotas':{'rsa':2},'retryAfterSeconds':3}");

    JsonObject shown = ThrottleJson.show(limits, Region.of("eu-west-1"));

    assertThat(ThrottleJson.read(shown).rates(Region.of("eu-west-1")))
        .isEqualTo(limits.rates(Region.of("eu-west-1")));
    assertThat(shown.getInteger("retryAfterSeconds")).isEqualTo(3);
  }
}
