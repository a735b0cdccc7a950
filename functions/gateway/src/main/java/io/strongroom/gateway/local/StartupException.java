package io.strongroom.gateway.local;

/**
 * Says in one sentence, fit for the person at the terminal, why Strongroom cannot start.
 *
 * <p>The message never holds a secret. A cause is kept for the debugger only; the command line
 * prints the message alone.
 */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartupException(String sentence) {
    super(sentence);
  }

  StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
