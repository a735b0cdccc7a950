package io.strongroom.policy.text;

import io.strongroom.policy.text.Template.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a {@link Template}. Not thread-safe; made for one text. */
final class TemplateReader {

  private static final String OPEN = "${";

  private final String text;
  private final boolean variables;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Integer> fixed = new ArrayList<>();
  private int at;

  TemplateReader(String text, boolean variables) {
    this.text = text;
    this.variables = variables;
  }

  Template read() {
    while (at < text.length()) {
      if (variables && text.startsWith(OPEN, at)) {
        at += OPEN.length();
        variable();
      } else {
        int point = text.codePointAt(at);
        at += Character.charCount(point);
        fixed.add(token(point));
      }
    }
    flush();
    return new Template(pieces);
  }

  private static int token(int point) {
    return switch (point) {
      case '*' -> Wildcard.ANY;
      case '?' -> Wildcard.ONE;
      default -> point;
    };
  }

  private void variable() {
    if (at + 1 < text.length() && "*?$".indexOf(text.charAt(at)) >= 0) {
      fixed.add((int) text.charAt(at++));
      close();
      return;
    }
    int from = at;
    while (at < text.length() && ",}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String key = text.substring(from, at).strip();
    if (key.isEmpty() || key.contains("$") || key.contains("{")) {
      throw malformed();
    }
    Optional<String> otherwise =
        text.startsWith(",", at) ? Optional.of(quoted()) : Optional.empty();
    close();
    flush();
    pieces.add(new Piece.Variable(key, otherwise));
  }

  private String quoted() {
    at++;
    skipBlanks();
    int end = text.startsWith("'", at) ? text.indexOf('\'', at + 1) : -1;
    if (end < 0) {
      throw malformed();
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    skipBlanks();
    return value;
  }

  private void skipBlanks() {
    while (text.startsWith(" ", at)) {
      at++;
    }
  }

  private void close() {
    if (!text.startsWith("}", at)) {
      throw malformed();
    }
    at++;
  }

  private void flush() {
    if (!fixed.isEmpty()) {
      pieces.add(new Piece.Fixed(fixed));
      fixed.clear();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("a policy variable is not well-formed");
  }
}
