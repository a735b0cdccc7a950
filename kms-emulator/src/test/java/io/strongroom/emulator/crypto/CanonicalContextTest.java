package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalContextTest {

  @Test
  void encode_onePair_lengthsBeforeTexts() {
    assertThat(HexFormat.of().formatHex(CanonicalContext.encode(Map.of("a", "bc"))))
        .isEqualTo("00000001" + "00000001" + "61" + "00000002" + "6263");
  }

  @Test
  void encode_shiftedBorder_differs() {
    assertThat(CanonicalContext.encode(Map.of("a", "bc")))
        .isNotEqualTo(CanonicalContext.encode(Map.of("ab", "c")));
  }

  @Test
  void encode_emptyPairAndNoPair_differ() {
    assertThat(CanonicalContext.encode(Map.of("", "")))
        .isNotEqualTo(CanonicalContext.encode(Map.of()));
  }

  @Test
  void encode_otherOrder_same() {
    Map<String, String> forwards = new LinkedHashMap<>();
    forwards.put("a", "1");
    forwards.put("b", "2");
    Map<String, String> backwards = new LinkedHashMap<>();
    backwards.put("b", "2");
    backwards.put("a", "1");

    assertThat(CanonicalContext.encode(forwards)).isEqualTo(CanonicalContext.encode(backwards));
  }

  @Test
  void encode_loneSurrogate_rejected() {
    assertThatThrownBy(() -> CanonicalContext.encode(Map.of("\uD800", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void encode_longerThanTheLimit_rejected() {
    assertThat(CanonicalContext.encode(Map.of("a", "b".repeat(8192 - 13)))).hasSize(8192);
    assertThatThrownBy(() -> CanonicalContext.encode(Map.of("a", "b".repeat(8192 - 12))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
