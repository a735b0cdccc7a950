package io.strongroom.local.command;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command says what it has to say.
 *
 * @param colours whether a person reads it, at a terminal that has colours
 */
public record Terminal(PrintStream out, PrintStream err, boolean colours) {

  private static final String RED = "\033[31m";
  private static final String BOLD = "\033[1m";
  private static final String PLAIN = "\033[0m";

  /** The streams of this process. */
  public static Terminal ofProcess() {
    return new Terminal(System.out, System.err, hasColours(System.getenv(), System.console()));
  }

  /** Source: no-color.org. */
  static boolean hasColours(Map<String, String> environment, @Nullable Console console) {
    return console != null
        && console.isTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** Tells of a failure, in one line. */
  public void fail(String sentence) {
    err.println((colours ? RED + "strongroom:" + PLAIN : "strongroom:") + " " + sentence);
  }

  /** A text that stands out where there are colours. */
  public String bold(String text) {
    return colours ? BOLD + text + PLAIN : text;
  }
}
