package io.strongroom.emulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HotKeysTest {

  private static final long TEN_SECONDS = 10_000_000_000L;
  private final AtomicLong now = new AtomicLong();
  private final HotKeys keys = new HotKeys(now::get);

  @Test
  void tryChange_withoutALimit_isAlwaysAllowed() {
    for (int i = 0; i < 100; i++) {
      assertThat(keys.tryChange("k")).isTrue();
    }
  }

  @Test
  void tryChange_moreThanTheLimitInTenSeconds_refused_afterwardsAllowed() {
    keys.limit(2);

    assertThat(keys.tryChange("k")).isTrue();
    now.addAndGet(TEN_SECONDS / 2);
    assertThat(keys.tryChange("k")).isTrue();
    assertThat(keys.tryChange("k")).isFalse();
    now.addAndGet(TEN_SECONDS / 2);
    assertThat(keys.tryChange("k")).isTrue();
    assertThat(keys.tryChange("k")).isFalse();
  }

  @Test
  void tryChange_ofAnotherKey_isCountedAlone() {
    keys.limit(1);
    keys.tryChange("k");

    assertThat(keys.tryChange("other")).isTrue();
  }

  @Test
  void limit_another_forgetsWhatWas() {
    keys.limit(1);
    keys.tryChange("k");
    keys.limit(1);

    assertThat(keys.tryChange("k")).isTrue();
    assertThat(keys.limit()).isEqualTo(1);
  }

  @Test
  void limit_negative_refused() {
    assertThatThrownBy(() -> keys.limit(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
