package io.strongroom.emulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashChainTest {

  private static final byte[] START = new byte[32];

  @Test
  void next_isWhatTheDocumentationSays() {
    // sha256(32 zeros || 0000000000000001 || "{}")
    assertThat(HexFormat.of().formatHex(HashChain.next(START, 1, "{}")))
        .isEqualTo("1bad765d926feacace97a8ddcd329a1f4254c208affc1ba86b3c7d59e8fba83e");
  }

  @Test
  void next_dependsOnEverything() {
    byte[] hash = HashChain.next(START, 1, "{}");
    byte[] changed = START.clone();
    changed[31] = 1;

    assertThat(HashChain.next(changed, 1, "{}")).isNotEqualTo(hash);
    assertThat(HashChain.next(START, 2, "{}")).isNotEqualTo(hash);
    assertThat(HashChain.next(START, 1, "{ }")).isNotEqualTo(hash);
    assertThat(HashChain.next(START, 1, "{}")).isEqualTo(hash);
  }
}
