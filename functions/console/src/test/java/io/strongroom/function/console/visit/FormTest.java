package io.strongroom.function.console.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormTest {

  @Test
  void parse_escapes_areUndoneOnce() {
    Form form = Form.parse("a=1%2B1&b=x+y&c=%2541&d&a=2");

    assertThat(form.text("a")).isEqualTo("1+1");
    assertThat(form.text("b")).isEqualTo("x y");
    assertThat(form.text("c")).isEqualTo("%41");
    assertThat(form.has("d")).isTrue();
    assertThat(form.find("d")).isEmpty();
    assertThat(form.find("e")).isEmpty();
  }

  @Test
  void need_missing_refusedByName() {
    assertThatThrownBy(() -> Form.EMPTY.need("bucket"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("bucket");
  }

  @Test
  void parse_brokenEscape_refused() {
    assertThatThrownBy(() -> Form.parse("a=%zz")).isInstanceOf(Refused.class);
  }

  @Test
  void parse_moreFieldsThanAnyForm_refused() {
    String many =
        IntStream.range(0, 200).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));

    assertThatThrownBy(() -> Form.parse(many)).isInstanceOf(Refused.class);
  }

  @Test
  void toString_values_areNotInIt() {
    assertThat(Form.parse("secret=hush").toString()).doesNotContain("hush");
  }
}
