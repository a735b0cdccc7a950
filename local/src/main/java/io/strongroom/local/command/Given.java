package io.strongroom.local.command;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line gave to a command, by the names under which the command takes it. Immutable.
 * Asking for what the command does not take is a bug and fails as such.
 */
public final class Given {

  private final Subcommand command;
  private final Map<String, List<String>> values;

  private Given(Subcommand command, Map<String, List<String>> values) {
    this.command = command;
    this.values = values;
  }

  /**
   * Checks what was given.
   *
   * @throws UsageException if a value is empty, or no number where one is wanted
   */
  static Given of(Subcommand command, Map<String, List<String>> values) {
    Given given = new Given(command, Map.copyOf(values));
    for (Argument argument : command.arguments()) {
      given.all(argument.name()).forEach(value -> check(argument, value));
    }
    return given;
  }

  private static void check(Argument argument, String value) {
    switch (argument) {
      case Argument.Flag _ -> {}
      case Argument.Word(String name, _, _) -> {
        if (value.isEmpty()) {
          throw new UsageException(name + " is empty");
        }
      }
      case Argument.Option(String name, _, _, Argument.Kind kind) -> {
        if (value.isEmpty()) {
          throw new UsageException("option " + name + " needs a value");
        }
        if (kind instanceof Argument.Kind.WholeNumber(int minimum, int maximum)
            && !isNumber(value, minimum, maximum)) {
          throw new UsageException(
              "option %s takes a number from %d to %d".formatted(name, minimum, maximum));
        }
      }
    }
  }

  private static boolean isNumber(String text, int minimum, int maximum) {
    if (!text.matches("[0-9]{1,9}")) {
      return false;
    }
    int number = Integer.parseInt(text);
    return number >= minimum && number <= maximum;
  }

  /** Whether an option or flag was given. */
  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  /** All values of an option that may be repeated. */
  public List<String> all(String name) {
    if (command.arguments().stream().noneMatch(argument -> argument.name().equals(name))) {
      throw new IllegalArgumentException(command.name() + " takes no " + name);
    }
    return values.getOrDefault(name, List.of());
  }

  /** The value of an option, or a word that may be missing. */
  public Optional<String> text(String name) {
    return all(name).stream().findFirst();
  }

  /**
   * The value of an option that is needed.
   *
   * @throws UsageException if it is missing
   */
  public String required(String option) {
    return text(option).orElseThrow(() -> new UsageException(command.name() + " needs " + option));
  }

  /** A word that is needed. */
  public String word(String label) {
    return text(label).orElseThrow(() -> new IllegalArgumentException(label + " is not needed"));
  }

  /** The value of an option that is a number. */
  public Optional<Integer> number(String name) {
    return text(name).map(Integer::valueOf);
  }

  /**
   * The value of an option, or a word, that is a file's name.
   *
   * @throws UsageException if it cannot be one
   */
  public Optional<Path> path(String name) {
    return text(name).map(text -> path(name, text));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(name + " is no file name in this locale: set LC_ALL=C.UTF-8");
    }
  }

  /** The data folder: the one named, else the usual one. */
  public DataDirectory data() {
    return path(Subcommand.DATA).map(DataDirectory::new).orElseGet(DataDirectory::standard);
  }
}
