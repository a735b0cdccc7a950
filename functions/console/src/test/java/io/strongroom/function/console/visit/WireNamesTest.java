package io.strongroom.function.console.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireNamesTest {

  @Test
  void object_hostileName_isOnePathAndNoQuery() {
    assertThat(WireNames.object("b", "a b/../?policy#x/%2F\"<ü"))
        .isEqualTo("/b/a%20b/../%3Fpolicy%23x/%252F%22%3C%C3%BC");
  }

  @Test
  void bucket_hostileName_isOneStep() {
    assertThat(WireNames.bucket("b/k?policy")).isEqualTo("/b%2Fk%3Fpolicy");
  }

  @Test
  void link_nothing_isLeftOut() {
    assertThat(WireNames.link("/object", "bucket", "b", "version", "", "key", "a&b=c"))
        .isEqualTo("/object?bucket=b&key=a%26b%3Dc");
    assertThat(WireNames.link("/buckets", "done", "")).isEqualTo("/buckets");
  }
}
