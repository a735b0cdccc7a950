package io.strongroom.emulator.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.emulator.config.KmsConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductionRulesTest {

  private static KmsConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(KmsConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(KmsConfig.class);
  }

  @Test
  void testControls_onNewKeys_allowedWhenSaidOnce() {
    KmsConfig once = config(Map.of("strongroom.kms.test-controls", "true"));

    assertThatCode(() -> ProductionRules.checkKept(once, 0)).doesNotThrowAnyException();
  }

  @Test
  void testControls_onKeptKeys_refusedUnlessSaidTwice() {
    KmsConfig once = config(Map.of("strongroom.kms.test-controls", "true"));
    KmsConfig twice =
        config(
            Map.of(
                "strongroom.kms.test-controls",
                "true",
                "strongroom.kms.test-controls-on-kept-keys",
                "true"));

    assertThatThrownBy(() -> ProductionRules.checkKept(once, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--admin-on-kept-keys");
    assertThatCode(() -> ProductionRules.checkKept(twice, 1)).doesNotThrowAnyException();
    assertThatCode(() -> ProductionRules.checkKept(config(Map.of()), 1)).doesNotThrowAnyException();
  }

  @Test
  void reset_withoutTestControls_refused() {
    assertThatThrownBy(() -> ProductionRules.check(config(Map.of("strongroom.kms.reset", "true"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--admin");
  }

  @Test
  void production_withTestControls_refused() {
    assertThatThrownBy(
            () ->
                ProductionRules.check(
                    config(
                        Map.of(
                            "strongroom.kms.production",
                            "true",
                            "strongroom.kms.test-controls",
                            "true"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("strongroom.kms.production");
  }
}
