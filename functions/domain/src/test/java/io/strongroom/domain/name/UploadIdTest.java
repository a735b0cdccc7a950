package io.strongroom.domain.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadIdTest {

  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void fresh_tellsWhenItWasGiven_andIsLikeNoOther() {
    UploadId id = UploadId.fresh(TIME);

    assertThat(id.initiatedAt()).contains(TIME);
    assertThat(UploadId.fresh(TIME)).isNotEqualTo(id);
    assertThat(new UploadId(id.value())).isEqualTo(id);
  }

  @Test
  void initiatedAt_ofOneThatWasChanged_isEmpty() {
    String text = UploadId.fresh(TIME).value();

    for (int at = 0; at < text.length(); at++) {
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThat(new UploadId(changed).initiatedAt()).as(changed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"u", "nobody", "AAAA", "not base64 !", "ü"})
  void initiatedAt_ofOneThatWasNeverGiven_isEmpty(String text) {
    assertThat(new UploadId(text).initiatedAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "a\0"})
  void text_thatTheDatabaseCannotHold_isNone(String text) {
    assertThat(UploadId.canBe(text)).isFalse();
    assertThatThrownBy(() -> new UploadId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
