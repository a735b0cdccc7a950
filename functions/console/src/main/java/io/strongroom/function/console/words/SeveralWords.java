package io.strongroom.function.console.words;

import java.util.List;

/** Several things in one sentence. Stateless. */
final class SeveralWords {

  private SeveralWords() {}

  /** {@code a, b and c}. */
  static String joined(List<String> all) {
    int last = all.size() - 1;
    return last < 1
        ? String.join("", all)
        : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }
}
