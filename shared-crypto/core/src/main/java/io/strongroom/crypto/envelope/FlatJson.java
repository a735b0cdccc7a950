package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON of one object with string members, which is all the export needs; a library would be this
 * module's largest dependency.
 */
final class FlatJson {

  private static final int MAX_MEMBERS = 16;

  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  static String write(Map<String, String> members) {
    StringBuilder out = new StringBuilder("{");
    String separator = "\n";
    for (Map.Entry<String, String> member : members.entrySet()) {
      out.append(separator).append("  ");
      quote(member.getKey(), out);
      out.append(": ");
      quote(member.getValue(), out);
      separator = ",\n";
    }
    return out.append("\n}\n").toString();
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** The members, in a map the caller may change. */
  static Map<String, String> read(String text) {
    return new FlatJson(text).object();
  }

  private Map<String, String> object() {
    Map<String, String> members = new LinkedHashMap<>();
    expect('{');
    char next;
    do {
      String name = string();
      expect(':');
      if (members.put(name, string()) != null || members.size() > MAX_MEMBERS) {
        throw malformed();
      }
      next = token();
    } while (next == ',');
    at--;
    expect('}');
    skipSpace();
    if (at != text.length()) {
      throw malformed();
    }
    return members;
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw malformed();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw malformed();
    };
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char digit = next();
      // Character.digit would also take the digits of other scripts.
      if (!HexFormat.isHexDigit(digit)) {
        throw malformed();
      }
      value = value << 4 | HexFormat.fromHexDigit(digit);
    }
    return (char) value;
  }

  private void expect(char wanted) {
    if (token() != wanted) {
      throw malformed();
    }
  }

  private char token() {
    skipSpace();
    return next();
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at++);
  }

  private static CiphertextRejected malformed() {
    return new CiphertextRejected("not the JSON of an object record");
  }
}
