package io.strongroom.local.command;

import java.util.List;
import java.util.stream.Stream;

/**
 * One command: what it is called, what it takes, what it does. Each method that adds something
 * returns another one.
 *
 * <pre>
 * Subcommand.named("record", "print an object's record")
 *     .data()
 *     .text("--sealed", "DIR", "where sealed bytes go")
 *     .word("BUCKET", "its bucket")
 *     .does((given, terminal) -> ...)
 * </pre>
 *
 * @param summary one line, as lists of commands show it
 * @param notes lines that {@code --help} shows last
 * @param parts commands under this one, each called with this one's name before its own
 */
public record Subcommand(
    String name,
    String summary,
    List<Argument> arguments,
    List<String> notes,
    List<Subcommand> parts,
    Deed deed) {

  /** What is done for a command whose arguments were understood. Returns the exit code. */
  @FunctionalInterface
  public interface Action {
    int run(Given given, Terminal terminal);
  }

  /** What is done for a command that reads its arguments itself. Returns the exit code. */
  @FunctionalInterface
  public interface RawAction {
    int run(List<String> arguments);
  }

  /** How a command is carried out. */
  sealed interface Deed {
    record Understood(Action action) implements Deed {}

    record Raw(RawAction action) implements Deed {}

    /** It has parts, and does nothing of its own. */
    record None() implements Deed {}
  }

  static final String DATA = "--data";

  private static final int LARGEST_PORT = 65_535;

  public Subcommand {
    arguments = List.copyOf(arguments);
    notes = List.copyOf(notes);
    parts = List.copyOf(parts);
  }

  /** A command that takes and does nothing yet. */
  public static Subcommand named(String name, String summary) {
    return new Subcommand(name, summary, List.of(), List.of(), List.of(), new Deed.None());
  }

  /** A command that is nothing but the parts it has. */
  public static Subcommand group(String name, String summary, Subcommand... parts) {
    return new Subcommand(name, summary, List.of(), List.of(), List.of(parts), new Deed.None());
  }

  /** Takes the data folder. */
  public Subcommand data() {
    return text(DATA, "DIR", "data folder (default: $STRONGROOM_DATA, else ~/.strongroom)");
  }

  /** Takes an option with a value. */
  public Subcommand text(String option, String label, String help) {
    return with(new Argument.Option(option, label, help, new Argument.Kind.Text()));
  }

  /** Takes an option with a value, as often as wanted. */
  public Subcommand texts(String option, String label, String help) {
    return with(new Argument.Option(option, label, help, new Argument.Kind.Texts()));
  }

  /** Takes an option whose value is a number from {@code minimum} to {@code maximum}. */
  public Subcommand number(String option, int minimum, int maximum, String help) {
    return with(
        new Argument.Option(option, "N", help, new Argument.Kind.WholeNumber(minimum, maximum)));
  }

  /** Takes an option whose value is a port; 0 stands for any free one. */
  public Subcommand port(String option, String help) {
    return number(option, 0, LARGEST_PORT, help);
  }

  /** Takes an option without a value. */
  public Subcommand flag(String option, String help) {
    return with(new Argument.Flag(option, help));
  }

  /** Needs a word after those named before. */
  public Subcommand word(String label, String help) {
    return with(new Argument.Word(label, help, false));
  }

  /** Takes one word more, or not. */
  public Subcommand optionalWord(String label, String help) {
    return with(new Argument.Word(label, help, true));
  }

  /** Has {@code --help} say more. */
  public Subcommand note(String... lines) {
    return new Subcommand(
        name,
        summary,
        arguments,
        Stream.concat(notes.stream(), Stream.of(lines)).toList(),
        parts,
        deed);
  }

  /** Does this. */
  public Subcommand does(Action action) {
    return new Subcommand(name, summary, arguments, notes, parts, new Deed.Understood(action));
  }

  /** Leaves its arguments, {@code --help} among them, to this. */
  public Subcommand reads(RawAction action) {
    return new Subcommand(name, summary, arguments, notes, parts, new Deed.Raw(action));
  }

  private Subcommand with(Argument argument) {
    return new Subcommand(
        name,
        summary,
        Stream.concat(arguments.stream(), Stream.of(argument)).toList(),
        notes,
        parts,
        deed);
  }
}
