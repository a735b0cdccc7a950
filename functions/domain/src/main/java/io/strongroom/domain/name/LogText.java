package io.strongroom.domain.name;

/**
 * Names that clients chose, in lines of the operator's log. They may hold line breaks and escape
 * codes, and would pass for lines of the log's own.
 */
public final class LogText {

  private LogText() {}

  /** The text within quotes, escaped. */
  public static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** The text with everything but printable ASCII, quotes and backslashes as code points. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                escaped.append(String.format("\\u{%x}", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
