package io.strongroom.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsConfigTest {

  private static LimitsConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(LimitsConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(LimitsConfig.class);
  }

  @Test
  void defaults() {
    LimitsConfig limits = config(Map.of());

    assertThat(limits.heapShare()).isEqualTo(0.25);
    assertThat(limits.bytes()).isEmpty();
    assertThat(limits.bodies()).isEqualTo(1_024);
    assertThat(limits.connections()).isEmpty();
    assertThat(limits.pipelined()).isEqualTo(8);
    assertThat(limits.headerFields()).isEqualTo(128);
    assertThat(limits.headTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(limits.idleTimeout()).isEqualTo(Duration.ofSeconds(75));
    assertThat(limits.bodyStall()).isEqualTo(Duration.ofSeconds(30));
    assertThat(limits.answerStall()).isEqualTo(Duration.ofSeconds(60));
    assertThat(limits.minimumRate()).isEqualTo(1_024);
    assertThat(limits.rateWindow()).isEqualTo(Duration.ofSeconds(60));
    assertThat(limits.yieldAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void fullMapping() {
    LimitsConfig limits =
        config(
            Map.ofEntries(
                Map.entry("strongroom.limits.heap-share", "0.5"),
                Map.entry("strongroom.limits.bytes", "1000"),
                Map.entry("strongroom.limits.bodies", "2"),
                Map.entry("strongroom.limits.connections", "3"),
                Map.entry("strongroom.limits.pipelined", "4"),
                Map.entry("strongroom.limits.header-fields", "12"),
                Map.entry("strongroom.limits.head-timeout", "5s"),
                Map.entry("strongroom.limits.idle-timeout", "6s"),
                Map.entry("strongroom.limits.body-stall", "7s"),
                Map.entry("strongroom.limits.answer-stall", "8s"),
                Map.entry("strongroom.limits.minimum-rate", "9"),
                Map.entry("strongroom.limits.rate-window", "10s"),
                Map.entry("strongroom.limits.yield-after", "11s")));

    assertThat(limits.heapShare()).isEqualTo(0.5);
    assertThat(limits.bytes()).hasValue(1_000);
    assertThat(limits.bodies()).isEqualTo(2);
    assertThat(limits.connections()).hasValue(3);
    assertThat(limits.pipelined()).isEqualTo(4);
    assertThat(limits.headerFields()).isEqualTo(12);
    assertThat(limits.headTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(limits.idleTimeout()).isEqualTo(Duration.ofSeconds(6));
    assertThat(limits.bodyStall()).isEqualTo(Duration.ofSeconds(7));
    assertThat(limits.answerStall()).isEqualTo(Duration.ofSeconds(8));
    assertThat(limits.minimumRate()).isEqualTo(9);
    assertThat(limits.rateWindow()).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.yieldAfter()).isEqualTo(Duration.ofSeconds(11));
  }
}
