package io.strongroom.local;

/** Says what is wrong with the command line. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message completes a sentence that begins with the program's name. */
  public UsageException(String message) {
    super(message);
  }
}
