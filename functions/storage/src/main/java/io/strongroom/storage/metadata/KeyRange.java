package io.strongroom.storage.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Prefix and delimiter of a listing as bounds on keys, in the bytewise order of UTF-8, which is the
 * order of code points. No pattern is matched, so no character is special.
 */
record KeyRange(String prefix, Optional<String> delimiter) {

  /** The least character that a key may hold: U+0000 is not allowed. */
  private static final String LEAST = "\u0001";

  private static final int MAX_KEY_BYTES = 1024;

  KeyRange {
    delimiter = delimiter.filter(d -> !d.isEmpty());
  }

  /** What {@code key} is rolled into; empty when it stands for itself. */
  Optional<String> commonPrefix(String key) {
    return delimiter
        .filter(d -> key.startsWith(prefix))
        .filter(d -> key.indexOf(d, prefix.length()) >= 0)
        .map(d -> key.substring(0, key.indexOf(d, prefix.length()) + d.length()));
  }

  /**
   * The least key that may be listed.
   *
   * @param after exclusive; a common prefix of this listing, or what is inside of one, stands for
   *     all of its keys
   * @return empty when none may
   */
  Optional<String> from(String after) {
    if (after.isEmpty()) {
      return Optional.of(prefix);
    }
    Optional<String> common = commonPrefix(after);
    Optional<String> next =
        common.isPresent() ? successor(common.get()) : Optional.of(after + LEAST);
    return next.map(this::atLeastPrefix);
  }

  /** The greater of {@code key} and the prefix. */
  String atLeastPrefix(String key) {
    return compare(key, prefix) > 0 ? key : prefix;
  }

  /** Length of the prefix in characters, as the database counts them. */
  int prefixLength() {
    return prefix.codePointCount(0, prefix.length());
  }

  /** The least text beyond every key of this listing; empty when there is none. */
  Optional<String> until() {
    return successor(prefix);
  }

  /** The least text that is greater than every text starting with {@code start}. */
  static Optional<String> successor(String start) {
    int end = start.length();
    while (end > 0) {
      int last = start.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(start.substring(0, end) + Character.toString(following(last)));
      }
    }
    return Optional.empty();
  }

  /**
   * What follows the head of a common prefix in the least text beyond its keys. A delimiter made of
   * the last character only has no successor; a tail longer than any key serves as well.
   */
  static String beyond(String delimiter) {
    return successor(delimiter)
        .orElseGet(
            () -> delimiter + Character.toString(Character.MAX_CODE_POINT).repeat(MAX_KEY_BYTES));
  }

  /** Surrogates are no characters; the database knows none. */
  private static int following(int codePoint) {
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }

  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
