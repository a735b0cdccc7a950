package io.strongroom.signing;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One header line. {@code value} is text as the signer meant it, that is the header's bytes read as
 * UTF-8.
 */
public record HeaderField(String name, String value) {

  public HeaderField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /** For HTTP stacks that hand out header bytes one char each (ISO-8859-1): reads them as UTF-8. */
  public static HeaderField ofLatin1(String name, String value) {
    return new HeaderField(
        name,
        isAscii(value)
            ? value
            : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
