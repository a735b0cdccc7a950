package io.strongroom.function.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The form that ends an upload in parts. */
class UploadFormTest {

  /** An entity tag is 32 digits; the comma behind it is escaped. */
  private static final int TAG_BYTES = 35;

  /** A bucket, a key of 1,024 bytes that are all escaped, an upload id, names. */
  private static final int OTHER_BYTES = 4 * 1024;

  @Test
  void tagsOfAsManyPartsAsTheScriptMakes_fit() throws IOException {
    Matcher most = Pattern.compile("const MOST_PARTS = (\\d+);").matcher(script());
    assertThat(most.find()).isTrue();
    assertThat(Integer.parseInt(most.group(1)) * TAG_BYTES + OTHER_BYTES)
        .isLessThanOrEqualTo(Gate.MOST_FORM_BYTES);
  }

  private static String script() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(Assets.class.getResourceAsStream("assets/console.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
