package io.strongroom.open;

/**
 * The command was not understood, or a file is not what it should be; the message is for the user.
 */
final class UsageException extends RuntimeException {

  UsageException(String message) {
    super(message, null, false, false);
  }
}
