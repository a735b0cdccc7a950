package io.strongroom.local.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A command in the terms of picocli, and back. Stateless. */
final class PicocliModel {

  static final String HELP = "--help";

  private static final int WIDTH = 100;
  private static final int LONGEST_OPTION = 28;

  private PicocliModel() {}

  /** A parser of these commands of the program; of what it does itself, where there are none. */
  static CommandLine parser(Program program, List<Subcommand> commands) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(escaped(program.summary()));
    program.itself().filter(_ -> commands.isEmpty()).ifPresent(itself -> fill(spec, itself));
    spec.name(program.name()).addOption(help());
    commands.forEach(command -> spec.addSubcommand(command.name(), spec(command)));
    return configured(new CommandLine(spec));
  }

  private static CommandLine configured(CommandLine parser) {
    parser
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setUsageHelpWidth(WIDTH)
        .setUsageHelpLongOptionsMaxWidth(LONGEST_OPTION);
    return parser;
  }

  private static CommandSpec spec(Subcommand command) {
    CommandSpec spec = CommandSpec.create().name(command.name());
    fill(spec, command);
    spec.addOption(help());
    command.parts().forEach(part -> spec.addSubcommand(part.name(), spec(part)));
    return spec;
  }

  private static void fill(CommandSpec spec, Subcommand command) {
    spec.usageMessage()
        .description(escaped(command.summary()))
        .footer(command.notes().stream().map(PicocliModel::escaped).toArray(String[]::new))
        .sortOptions(false)
        .sortSynopsis(false)
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%n")
        .optionListHeading("%n")
        .parameterListHeading("%n")
        .footerHeading(command.notes().isEmpty() ? "" : "%n");
    int position = 0;
    for (Argument argument : command.arguments()) {
      switch (argument) {
        case Argument.Option option -> spec.addOption(option(option));
        case Argument.Flag(String name, String help) ->
            spec.addOption(
                OptionSpec.builder(name)
                    .arity("0")
                    .type(boolean.class)
                    .description(escaped(help))
                    .build());
        case Argument.Word word -> spec.addPositional(word(word, position++));
      }
    }
  }

  private static OptionSpec option(Argument.Option option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.name())
            .arity("1")
            .paramLabel(option.label())
            .description(escaped(option.help()));
    return switch (option.kind()) {
      case Argument.Kind.Texts _ -> builder.type(List.class).auxiliaryTypes(String.class).build();
      case Argument.Kind.Text _, Argument.Kind.WholeNumber _ -> builder.type(String.class).build();
    };
  }

  private static PositionalParamSpec word(Argument.Word word, int position) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(position))
        .arity(word.optional() ? "0..1" : "1")
        .required(!word.optional())
        .type(String.class)
        .paramLabel(word.name())
        .description(escaped(word.help()))
        .build();
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", HELP)
        .arity("0")
        .type(boolean.class)
        .usageHelp(true)
        .description("print this")
        .build();
  }

  /** A percent sign is a format there. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  /** What was given, by the names of {@link Argument}. */
  static Map<String, List<String>> values(ParseResult result) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    result.matchedOptions().forEach(option -> values.put(option.longestName(), given(option)));
    result
        .matchedPositionals()
        .forEach(word -> values.put(word.paramLabel(), word.originalStringValues()));
    return values;
  }

  /** A flag has no value of its own. */
  private static List<String> given(OptionSpec option) {
    return option.arity().max() == 0 ? List.of("true") : option.originalStringValues();
  }
}
