package io.strongroom.protocol.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded}. */
final class FormBody {

  private static final int MOST_PARAMETERS = 200;

  private FormBody() {}

  /**
   * The parameters by name.
   *
   * @throws QueryRefused MalformedQueryString for what is no form, or names something twice
   */
  static Map<String, String> parse(byte[] body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String text = new String(body, StandardCharsets.UTF_8);
    for (String piece : text.split("&", -1)) {
      if (piece.isEmpty()) {
        continue;
      }
      int equals = piece.indexOf('=');
      String name = decoded(equals < 0 ? piece : piece.substring(0, equals));
      String value = equals < 0 ? "" : decoded(piece.substring(equals + 1));
      if (parameters.putIfAbsent(name, value) != null) {
        throw malformed("The parameter " + name + " is there twice");
      }
      if (parameters.size() > MOST_PARAMETERS) {
        throw malformed("There are too many parameters");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      String value = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (value.indexOf('\0') >= 0 || value.indexOf('\uFFFD') >= 0) {
        throw malformed("The body is not UTF-8");
      }
      return value;
    } catch (IllegalArgumentException notEncoded) {
      throw malformed("The body is not encoded as a form");
    }
  }

  private static QueryRefused malformed(String detail) {
    return new QueryRefused(400, "MalformedQueryString", detail);
  }
}
