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
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      int point = text.codePointAt(t);
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
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }
}
