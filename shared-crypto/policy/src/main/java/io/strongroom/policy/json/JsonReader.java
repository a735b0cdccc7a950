package io.strongroom.policy.json;

import io.strongroom.policy.json.JsonException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses one JSON text by the letter of RFC 8259, and refuses what the letter leaves open: a member
 * twice in an object, and unpaired surrogates. A parser that kept the last of two members would
 * read {@code "Effect":"Deny","Effect":"Allow"} as an allowance.
 *
 * <p>Not thread-safe; made for one text.
 */
public final class JsonReader {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final int HEX_DIGITS = 4;

  private final String text;
  private final int maxDepth;
  private int at;

  private JsonReader(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /**
   * Parses a whole text.
   *
   * @param maxDepth how deeply arrays and objects may be nested
   * @throws JsonException when it is not one value and nothing else
   */
  public static Json parse(String text, int maxDepth) {
    JsonReader reader = new JsonReader(text, maxDepth);
    Json value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.syntax();
    }
    return value;
  }

  private Json value(int depth) {
    skipBlanks();
    return switch (peek()) {
      case '{' -> members(nested(depth));
      case '[' -> elements(nested(depth));
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Flag(true));
      case 'f' -> word("false", new Json.Flag(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> number();
    };
  }

  private int nested(int depth) {
    if (depth >= maxDepth) {
      throw new JsonException(Problem.TOO_DEEP, "offset " + at);
    }
    return depth + 1;
  }

  private Json members(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return new Json.Members(members);
    }
    do {
      skipBlanks();
      String name = string();
      skipBlanks();
      expect(':');
      Json value = value(depth);
      if (members.putIfAbsent(name, value) != null) {
        throw new JsonException(Problem.DUPLICATE_MEMBER, name);
      }
      skipBlanks();
    } while (another('}'));
    return new Json.Members(members);
  }

  private Json elements(int depth) {
    List<Json> elements = new ArrayList<>();
    at++;
    skipBlanks();
    if (peek() == ']') {
      at++;
      return new Json.Elements(elements);
    }
    do {
      elements.add(value(depth));
      skipBlanks();
    } while (another(']'));
    return new Json.Elements(elements);
  }

  private boolean another(char end) {
    char next = peek();
    if (next != ',' && next != end) {
      throw syntax();
    }
    at++;
    return next == ',';
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      if (next < ' ') {
        throw syntax();
      }
      value.append(next == '\\' ? escaped() : next);
    }
    at++;
    return requirePaired(value.toString());
  }

  private char escaped() {
    char kind = peek();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw syntax();
    };
  }

  private char unit() {
    int value = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      char digit = peek();
      if (digit > 'f' || Character.digit(digit, 16) < 0) {
        throw syntax();
      }
      value = value * 16 + Character.digit(digit, 16);
      at++;
    }
    return (char) value;
  }

  // Two texts that differ in unpaired surrogates only are one text in UTF-8.
  private String requirePaired(String value) {
    for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
      int point = value.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw syntax();
      }
    }
    return value;
  }

  private Json number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw syntax();
    }
    at = number.end();
    return new Json.Numeral(number.group());
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw syntax();
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw syntax();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw syntax();
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException syntax() {
    return new JsonException(Problem.SYNTAX, "offset " + at);
  }
}
