package io.strongroom.local.command;

import io.strongroom.local.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What picocli found wrong, in one line. A value is never repeated: it may be a secret. Stateless.
 */
final class Mistakes {

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  private Mistakes() {}

  static UsageException of(ParameterException mistake) {
    return new UsageException(sentence(mistake));
  }

  private static String sentence(ParameterException mistake) {
    return switch (mistake) {
      case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case CommandLine.MissingParameterException missing -> missing(missing.getMissing());
      case CommandLine.OverwrittenOptionException twice ->
          "option " + name(twice.getOverwritten()) + " is given more than once";
      default -> attached(mistake);
    };
  }

  /** What is left: a flag that was given a value. picocli names it in its message alone. */
  private static String attached(ParameterException mistake) {
    Matcher option = OPTION.matcher(String.valueOf(mistake.getMessage()));
    return option.find()
        ? "option " + option.group() + " takes no value"
        : "the arguments cannot be understood";
  }

  private static String unmatched(CommandLine.UnmatchedArgumentException unmatched) {
    if (unmatched.getUnmatched().isEmpty()) {
      Matcher option = OPTION.matcher(String.valueOf(unmatched.getMessage()));
      return option.find() ? "unknown option '" + option.group() + "'" : attached(unmatched);
    }
    String first = unmatched.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      int equals = first.indexOf('=');
      return "unknown option '" + (equals < 0 ? first : first.substring(0, equals)) + "'";
    }
    boolean isCommand = !unmatched.getCommandLine().getSubcommands().isEmpty();
    // A slip of the finger seldom comes first.
    String start = first.substring(0, Math.min(1, first.length()));
    String suggestions =
        unmatched.getSuggestions().stream()
            .sorted(Comparator.comparing(name -> !name.startsWith(start)))
            .limit(2)
            .collect(Collectors.joining(" or "));
    return (isCommand ? "unknown command '" : "unexpected argument '")
        + first
        + "'"
        + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions + "?");
  }

  private static String missing(List<ArgSpec> missing) {
    List<ArgSpec> options = missing.stream().filter(ArgSpec::isOption).toList();
    return options.isEmpty()
        ? "missing " + missing.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" "))
        : "option " + name(options.getFirst()) + " needs a value";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
