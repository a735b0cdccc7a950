package io.strongroom.router;

import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.RouteRow.Level;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How things are called in the generated files. */
final class Names {

  private Names() {}

  /** {@code put-object} is reached where {@code STRONGROOM_PUT_OBJECT} says. */
  static String addressVariable(Function function) {
    return "STRONGROOM_" + function.id().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  static String of(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** An expression for any of these words; the words stand for themselves. */
  static String anyOf(Collection<String> words) {
    return words.stream().sorted().map(Names::literally).collect(Collectors.joining("|"));
  }

  /** Brackets in place of a backslash, which configuration files read in ways of their own. */
  static String literally(String word) {
    return word.replaceAll("[.+*?(){}|^$\\[\\]]", "[$0]");
  }
}
