package io.strongroom.local;

/**
 * Says in one sentence, fit for the person at the terminal, why Strongroom cannot start.
 *
 * <p>The message never holds a secret. A cause is kept for the debugger only; the command line
 * prints the message alone.
 */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The sentence alone. */
  public StartupException(String sentence) {
    super(sentence);
  }

  /** The sentence, and what it came from. */
  public StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** What could not be done, and the message of the first cause. */
  public static StartupException because(String what, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new StartupException(what + ": " + reason.strip().replaceAll("\\s+", " "), failure);
  }
}
