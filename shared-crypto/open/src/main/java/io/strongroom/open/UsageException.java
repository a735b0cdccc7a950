package io.strongroom.open;

/** The command cannot be carried out as it was given; the message is for the user. */
final class UsageException extends RuntimeException {

  UsageException(String message) {
    super(message, null, false, false);
  }
}
