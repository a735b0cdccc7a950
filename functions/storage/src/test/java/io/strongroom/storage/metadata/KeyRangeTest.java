package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyRangeTest {

  private static final String LAST = "\uDBFF\uDFFF";

  @Test
  void successor_ordinary_nextCharacter() {
    assertThat(KeyRange.successor("a/")).contains("a0");
  }

  @Test
  void successor_beforeTheSurrogates_jumpsOverThem() {
    assertThat(KeyRange.successor("a\uD7FF")).contains("a\uE000");
  }

  @Test
  void successor_lastCharacters_areDropped() {
    assertThat(KeyRange.successor("a" + LAST + LAST)).contains("b");
  }

  @Test
  void successor_nothingBeyond_empty() {
    assertThat(KeyRange.successor("")).isEmpty();
    assertThat(KeyRange.successor(LAST)).isEmpty();
  }

  @Test
  void from_afterBeforeThePrefix_thePrefix() {
    assertThat(new KeyRange("p", Optional.empty()).from("a")).contains("p");
    assertThat(new KeyRange("p", Optional.empty()).from("")).contains("p");
  }

  @Test
  void from_afterAKey_theLeastTextBehindIt() {
    assertThat(new KeyRange("p", Optional.of("-")).from("p/a")).contains("p/a\u0001");
  }

  @Test
  void from_afterACommonPrefix_behindAllOfIt() {
    assertThat(new KeyRange("", Optional.of("/")).from("p/")).contains("p0");
    assertThat(new KeyRange("", Optional.of("/")).from("p/a")).contains("p0");
    assertThat(new KeyRange("", Optional.of("")).from("p/")).contains("p/\u0001");
  }

  @Test
  void commonPrefix_delimiterWithinThePrefix_doesNotCount() {
    KeyRange range = new KeyRange("a/b", Optional.of("/"));
    assertThat(range.commonPrefix("a/bc")).isEmpty();
    assertThat(range.commonPrefix("a/bc/d/e")).contains("a/bc/");
  }
}
