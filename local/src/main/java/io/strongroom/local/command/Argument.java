package io.strongroom.local.command;

/** Something that a command takes. Immutable. */
sealed interface Argument {

  /** What the command line and {@link Given} call it: with dashes, or the label of a word. */
  String name();

  /** What {@code --help} says of it. */
  String help();

  /** {@code --name VALUE} or {@code --name=VALUE}. */
  record Option(String name, String label, String help, Kind kind) implements Argument {}

  /** {@code --name}, without a value. */
  record Flag(String name, String help) implements Argument {}

  /** A word that is no option; words come in the order in which a command names them. */
  record Word(String name, String help, boolean optional) implements Argument {}

  /** What the values of an option may be. */
  sealed interface Kind {
    /** Any text but none. */
    record Text() implements Kind {}

    /** The same, as often as wanted. */
    record Texts() implements Kind {}

    /** A whole number within bounds, both included. */
    record WholeNumber(int minimum, int maximum) implements Kind {}
  }
}
