package io.strongroom.open;

/** The object could not be opened; the message tells the user why, and what to do. */
final class NotOpened extends RuntimeException {

  NotOpened(String message) {
    super(message, null, true, false);
  }

  /** After {@code cause}, keeping what it suppressed: that is for the user, too. */
  NotOpened(String message, Throwable cause) {
    this(message);
    for (Throwable further : cause.getSuppressed()) {
      addSuppressed(further);
    }
  }
}
