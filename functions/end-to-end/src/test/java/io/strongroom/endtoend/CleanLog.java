package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What the log of a server may not say where nothing was wrong but its clients: no stack trace, no
 * event loop that was blocked, no memory that ran out or was lost.
 */
final class CleanLog {

  private static final List<String> FAULTS =
      List.of(
          "\tat ",
          "OutOfMemoryError",
          "BlockedThreadChecker",
          "has been blocked for",
          "HR0000",
          "LEAK: ",
          "unexpected failure",
          "StackOverflowError");

  private CleanLog() {}

  /** Looks at the whole log. */
  static void check(String log) {
    assertThat(log.lines().filter(line -> FAULTS.stream().anyMatch(line::contains)).limit(40))
        .isEmpty();
  }
}
