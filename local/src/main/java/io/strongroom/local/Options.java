package io.strongroom.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a command line: {@code --name value} or {@code --name=value}. Immutable. */
public final class Options {
  private final Map<String, List<String>> values;

  private Options(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Parses arguments that are options and nothing else.
   *
   * @param known names without the dashes
   * @throws UsageException if one is unknown or has no value
   */
  public static Options parse(List<String> arguments, Set<String> known) {
    return parse(arguments, known, Set.of());
  }

  /**
   * Parses arguments that are options and nothing else.
   *
   * @param known names without the dashes
   * @param flags names, without the dashes, of options that have no value
   * @throws UsageException if one is unknown, has no value, or has one and is a flag
   */
  public static Options parse(List<String> arguments, Set<String> known, Set<String> flags) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 && name.startsWith("--") && flags.contains(name.substring(2))) {
        options.computeIfAbsent(name.substring(2), _ -> new ArrayList<>()).add("true");
        continue;
      }
      if (!name.startsWith("--") || !known.contains(name.substring(2))) {
        throw new UsageException("unknown option '" + name + "'");
      }
      String value;
      if (equals >= 0) {
        value = argument.substring(equals + 1);
      } else if (++i < arguments.size()) {
        value = arguments.get(i);
      } else {
        throw new UsageException("option " + name + " needs a value");
      }
      if (value.isEmpty()) {
        throw new UsageException("option " + name + " needs a value");
      }
      options.computeIfAbsent(name.substring(2), _ -> new ArrayList<>()).add(value);
    }
    return new Options(options);
  }

  /** Whether a flag was given. */
  public boolean isSet(String flag) {
    return values.containsKey(flag);
  }

  /** All values of an option that may be repeated. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /**
   * The value of an option.
   *
   * @throws UsageException if it is given more than once
   */
  public Optional<String> single(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw new UsageException("option --" + name + " is given more than once");
    }
    return given.stream().findFirst();
  }

  /**
   * A port; 0 stands for any free one.
   *
   * @throws UsageException if it is none
   */
  public int port(String name, int standard) {
    return number(name, 0, 65_535).orElse(standard);
  }

  /**
   * A whole number within bounds.
   *
   * @throws UsageException if it is none
   */
  public Optional<Integer> number(String name, int minimum, int maximum) {
    return single(name).map(text -> number(name, text, minimum, maximum));
  }

  private static int number(String name, String text, int minimum, int maximum) {
    if (text.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(text);
      if (number >= minimum && number <= maximum) {
        return number;
      }
    }
    throw new UsageException(
        "option --%s takes a number from %d to %d".formatted(name, minimum, maximum));
  }
}
