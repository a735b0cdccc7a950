package io.strongroom.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.runtime.config.StrongroomConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LazyStorageTest {

  private static StrongroomConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("strongroom.credentials-file", "/none");
    all.put("strongroom.blobs.directory", "/none");
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(StrongroomConfig.class)
        .withDefaultValues(all)
        .build()
        .getConfigMapping(StrongroomConfig.class);
  }

  private static StrongroomConfig inlineUpTo(int bytes) {
    return config(Map.of("strongroom.blobs.inline-up-to", String.valueOf(bytes)));
  }

  @Test
  void inlineUpTo_notSet_eightKiB() {
    assertThat(LazyStorage.inlineUpTo(config(Map.of()))).isEqualTo(8192);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16384})
  void inlineUpTo_withinBounds_taken(int bytes) {
    assertThat(LazyStorage.inlineUpTo(inlineUpTo(bytes))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 16385})
  void inlineUpTo_outOfBounds_refusedByName(int bytes) {
    assertThatThrownBy(() -> LazyStorage.inlineUpTo(inlineUpTo(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strongroom.blobs.inline-up-to");
  }
}
