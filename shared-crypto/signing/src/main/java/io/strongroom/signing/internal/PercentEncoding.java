package io.strongroom.signing.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * RFC 3986 percent-encoding as the signature schemes use it: everything but {@code A-Z a-z 0-9 - .
 * _ ~} is escaped with upper-case hex. Works on bytes, so that text which is not UTF-8 survives.
 */
public final class PercentEncoding {

  private static final String HEX_DIGITS = "0123456789ABCDEF";

  private PercentEncoding() {}

  /** Escapes every byte of the UTF-8 form of {@code text} that is not unreserved. */
  public static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8), false);
  }

  /** Decodes once; an escape that is not two hex digits stays as it is, {@code +} stays a plus. */
  public static String decode(String text) {
    return new String(decodeBytes(text, false), StandardCharsets.UTF_8);
  }

  /** Decodes and encodes again, so that every spelling of the same path becomes one. */
  public static String normalizePath(String rawPath) {
    return encode(decodeBytes(rawPath, false), true);
  }

  /** As {@link #normalizePath}, for one query name or value; {@code +} is a space there. */
  public static String normalizeQuery(String raw) {
    return encode(decodeBytes(raw, true), false);
  }

  /** Escapes what is not unreserved but keeps the slashes: the second encoding of a path. */
  public static String encodePath(String path) {
    return encode(path.getBytes(StandardCharsets.UTF_8), true);
  }

  private static String encode(byte[] bytes, boolean keepSlash) {
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      int c = b & 0xff;
      if (isUnreserved(c) || (keepSlash && c == '/')) {
        out.append((char) c);
      } else {
        out.append('%').append(HEX_DIGITS.charAt(c >> 4)).append(HEX_DIGITS.charAt(c & 15));
      }
    }
    return out.toString();
  }

  private static byte[] decodeBytes(String text, boolean plusIsSpace) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      int escaped = in[i] == '%' ? escapedByte(in, i + 1) : -1;
      if (escaped >= 0) {
        out.write(escaped);
        i += 2;
      } else {
        out.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
      }
    }
    return out.toByteArray();
  }

  private static int escapedByte(byte[] in, int at) {
    if (at + 1 >= in.length) {
      return -1;
    }
    int high = Character.digit(in[at], 16);
    int low = Character.digit(in[at + 1], 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /** Lower case as header names need it, whatever the machine's language. */
  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
