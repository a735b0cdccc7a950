package io.strongroom.protocol.http;

import java.nio.charset.StandardCharsets;

/**
 * Text in header values. On the wire a value is bytes, and {@link Headers} keeps it as one char per
 * byte; clients mean UTF-8.
 */
public final class HeaderText {

  private HeaderText() {}

  /** The text that a value as sent means. */
  public static String decode(String value) {
    return isAscii(value)
        ? value
        : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** The value to send for a text. */
  public static String encode(String text) {
    return isAscii(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
