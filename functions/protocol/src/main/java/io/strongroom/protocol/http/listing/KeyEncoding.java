package io.strongroom.protocol.http.listing;

import java.nio.charset.StandardCharsets;

/**
 * How keys appear in a listing. Keys may hold characters that XML cannot; a client that wants to
 * see them asks for {@code encoding-type=url}.
 */
enum KeyEncoding {
  PLAIN,
  URL;

  private static final String UNESCAPED = "-_.~*/";
  private static final String HEX_DIGITS = "0123456789ABCDEF";

  String apply(String text) {
    return switch (this) {
      case PLAIN -> text;
      case URL -> percentEncode(text);
    };
  }

  /** A space becomes %20, which decoders of paths and of forms read alike. */
  private static String percentEncode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (isPlain(c)) {
        out.append((char) c);
      } else {
        out.append('%').append(HEX_DIGITS.charAt(c >> 4)).append(HEX_DIGITS.charAt(c & 15));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNESCAPED.indexOf(c) >= 0;
  }
}
