package io.strongroom.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Texts of the wire, one char for each byte, as the bytes that they mean: for oracles. */
public final class RawText {

  private RawText() {}

  /** What a fuzzer's input is on the wire. */
  public static String of(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /** Hex of the bytes of a percent-encoded text whose escapes are good. */
  public static String hexOfEncoded(String raw, boolean plusIsSpace) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        hex.append(raw, i + 1, i + 3);
        i += 2;
      } else {
        hex.append(HexFormat.of().toHexDigits((byte) (c == '+' && plusIsSpace ? ' ' : c)));
      }
    }
    return hex.toString().toLowerCase(Locale.ROOT);
  }

  /** Hex of the text in UTF-8. */
  public static String hexOf(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
