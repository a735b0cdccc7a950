package io.strongroom.function.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SizesTest {

  @Test
  void bytes_everySize_isShort() {
    assertThat(Sizes.bytes(0)).isEqualTo("0 bytes");
    assertThat(Sizes.bytes(1)).isEqualTo("1 byte");
    assertThat(Sizes.bytes(1023)).isEqualTo("1023 bytes");
    assertThat(Sizes.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Sizes.bytes(15 << 20)).isEqualTo("15 MiB");
    assertThat(Sizes.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
  }

  @Test
  void time_isUtcToTheMinute() {
    assertThat(Sizes.time(Instant.parse("2026-11-30T19:00:59Z"))).isEqualTo("2026-11-30 19:00 UTC");
  }

  @Test
  void count_one_isSingular() {
    assertThat(Sizes.count(1, "part", "parts")).isEqualTo("1 part");
    assertThat(Sizes.count(12_000, "part", "parts")).isEqualTo("12,000 parts");
  }
}
