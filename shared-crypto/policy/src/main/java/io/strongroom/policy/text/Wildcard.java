package io.strongroom.policy.text;

/**
 * Matching with {@code *} (any run of characters, empty too) and {@code ?} (one character),
 * anchored at both ends. Two pointers: no recursion, and a time of at most pattern times text.
 */
final class Wildcard {

  /** Stands for any run of characters. */
  static final int ANY = -1;

  /** Stands for one character. */
  static final int ONE = -2;

  private Wildcard() {}

  /**
   * Whether {@code text} has the form of {@code pattern}.
   *
   * @param pattern code points, {@link #ANY} and {@link #ONE}
   */
  static boolean matches(int[] pattern, String text) {
    return steps(pattern, text) >= 0;
  }

  /**
   * How many steps it takes to find that {@code text} has the form of {@code pattern}; the
   * complement of that number when it has not.
   */
  static long steps(int[] pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    long steps = 0;
    while (t < text.length()) {
      int point = text.codePointAt(t);
      steps++;
      if (p < pattern.length && pattern[p] == ANY) {
        star = p++;
        resume = t;
      } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == point)) {
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
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
      steps++;
    }
    return p == pattern.length ? steps : ~steps;
  }
}
