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
    boolean ascii = value.chars().allMatch(c -> c < 0x80);
    return new HeaderField(
        name,
        ascii
            ? value
            : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
