package io.strongroom.demo;

import java.io.PrintStream;

/** Tells the story, and counts what did not come out as told. Not thread-safe. */
final class Narrator {
  private final PrintStream out;
  private int steps;
  private int checks;
  private int failures;

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** Something that is done and can fail. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Runs one step; whatever it throws is a failed check, and the story goes on. */
  void step(String title, Action action) {
    steps++;
    out.printf("%n%2d. %s%n", steps, title);
    try {
      action.run();
    } catch (Exception e) {
      check(false, "not possible: " + e.getMessage());
    }
  }

  /** Tells {@code text} as true or as failed. */
  void check(boolean holds, String text) {
    checks++;
    if (!holds) {
      failures++;
    }
    tell((holds ? "    ✓ " : "    ✗ ") + text);
  }

  /** Tells a detail. */
  void detail(String text) {
    tell("      " + text);
  }

  /** Tells a line as it is. */
  void tell(String text) {
    out.println(text);
    out.flush();
  }

  /** The end of the story; returns the exit code. */
  int end() {
    tell("");
    tell(
        failures == 0
            ? "All %d steps held (%d checks).".formatted(steps, checks)
            : "%d of %d checks failed: see ✗ above. With --keep the server's log stays in logs/."
                .formatted(failures, checks));
    return failures == 0 ? 0 : 1;
  }
}
