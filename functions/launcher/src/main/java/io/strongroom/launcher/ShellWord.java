package io.strongroom.launcher;

/** Text as one word of a POSIX shell. Stateless. */
final class ShellWord {

  private ShellWord() {}

  /** The text itself where it is plain, else in quotes. */
  static String of(String text) {
    return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : quoted(text);
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
