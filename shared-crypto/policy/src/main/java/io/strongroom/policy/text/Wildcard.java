package io.strongroom.policy.text;

/**
 * A form with {@code *} (any run of characters, empty too) and {@code ?} (one character), anchored
 * at both ends. Immutable.
 */
final class Wildcard {

  /** Stands for any run of characters. */
  static final int ANY = -1;

  /** Stands for one character. */
  static final int ONE = -2;

  private final int[] tokens;
  // What every text of this form begins with. Most forms are that, or that and a star.
  private final String start;

  /**
   * @param tokens code points, {@link #ANY} and {@link #ONE}; not to be changed any more
   */
  Wildcard(int[] tokens) {
    this.tokens = tokens;
    this.start = start(tokens);
  }

  // No halves of a character: one of them and what follows in a text may be another character.
  private static String start(int[] tokens) {
    StringBuilder start = new StringBuilder();
    for (int token : tokens) {
      if (token < 0 || token >= Character.MIN_SURROGATE) {
        break;
      }
      start.append((char) token);
    }
    return start.toString();
  }

  /** Whether {@code text} has this form. */
  boolean matches(String text) {
    int known = start.length();
    if (!text.startsWith(start)) {
      return false;
    }
    if (known == tokens.length) {
      return text.length() == known;
    }
    return (known == tokens.length - 1 && tokens[known] == ANY) || steps(text) >= 0;
  }

  /** The form with stars and question marks as characters. */
  String text() {
    StringBuilder text = new StringBuilder(tokens.length);
    for (int token : tokens) {
      text.appendCodePoint(
          switch (token) {
            case ANY -> '*';
            case ONE -> '?';
            default -> token;
          });
    }
    return text.toString();
  }

  /**
   * How many steps it takes to find that {@code text} has this form; the complement of that number
   * when it has not. Two pointers: no recursion, and at most as many as form times text.
   */
  long steps(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    long steps = 0;
    while (t < text.length()) {
      int point = text.codePointAt(t);
      steps++;
      if (p < tokens.length && tokens[p] == ANY) {
        star = p++;
        resume = t;
      } else if (p < tokens.length && (tokens[p] == ONE || tokens[p] == point)) {
        p++;
        t += Character.charCount(point);
      } else if (star >= 0) {
        p = star + 1;
        resume += Character.charCount(text.codePointAt(resume));
        t = resume;
      } else {
        return ~steps;
      }
    }
    while (p < tokens.length && tokens[p] == ANY) {
      p++;
      steps++;
    }
    return p == tokens.length ? steps : ~steps;
  }
}
