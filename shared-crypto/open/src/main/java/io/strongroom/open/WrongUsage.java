package io.strongroom.open;

/** The command cannot be carried out as it was given; the message is for the user. */
final class WrongUsage extends RuntimeException {

  WrongUsage(String message) {
    super(message, null, false, false);
  }
}
