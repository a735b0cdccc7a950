package io.strongroom.local.command;

import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a program's commands. Immutable.
 *
 * <p>Exit codes: 0 done; 1 could not; 2 wrong arguments, and nothing was tried. A failure is one
 * line on standard error. Only the parser of the command that is asked for is made, so that short
 * commands stay quick.
 */
public final class CommandRunner {

  private static final String EXIT_CODES =
      "Exit codes: 0 done, or stopped by a signal in good order; 1 could not; 2 wrong arguments.";

  private final Program program;

  /** Of this program. */
  public CommandRunner(Program program) {
    List<Subcommand> own = new ArrayList<>();
    own.add(
        Subcommand.named("help", "print this, or what a command takes")
            .optionalWord("COMMAND", "a command")
            .does((given, terminal) -> help(given.text("COMMAND"), terminal)));
    own.add(
        Subcommand.named("version", "print the version (also: --version)")
            .does((_, terminal) -> version(terminal)));
    // A shell completes what follows one word.
    if (!program.name().contains(" ")) {
      own.add(
          Subcommand.named("completion", "print what makes bash and zsh complete commands")
              .note("For this shell: eval \"$(" + program.name() + " completion)\"")
              .does((_, terminal) -> completion(terminal)));
    }
    List<Program.Section> sections = new ArrayList<>(program.sections());
    sections.add(new Program.Section("About this program", own));
    this.program = new Program(program.name(), program.summary(), sections, program.itself());
  }

  /** Names of the commands, those of this class among them. */
  public List<String> names() {
    return program.commands().stream().map(Subcommand::name).toList();
  }

  /** Runs what the arguments ask for; returns the exit code. */
  public int run(List<String> arguments, Terminal terminal) {
    try {
      return carryOut(arguments, terminal);
    } catch (UsageException e) {
      terminal.fail(e.getMessage() + " (see: " + hint(arguments) + ")");
      return 2;
    } catch (StartupException e) {
      terminal.fail(String.valueOf(e.getMessage()));
      if (System.getenv("STRONGROOM_DEBUG") != null) {
        e.printStackTrace(terminal.err());
      }
      return 1;
    }
  }

  private String hint(List<String> arguments) {
    return arguments.stream()
        .findFirst()
        .flatMap(program::find)
        .map(command -> program.name() + " " + command.name() + " --help")
        .orElse(program.name() + " help");
  }

  private int carryOut(List<String> arguments, Terminal terminal) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    return switch (first) {
      case "--help", "-h" -> help(Optional.empty(), terminal);
      case "--version", "-V" -> version(terminal);
      default -> {
        Optional<Subcommand> named = program.find(first);
        if (named.isPresent() && named.get().deed() instanceof Subcommand.Deed.Raw(var action)) {
          yield action.run(arguments.subList(1, arguments.size()));
        }
        yield understood(named.map(List::of).orElseGet(() -> unnamed(first)), arguments, terminal);
      }
    };
  }

  /** What is parsed where no command is named: options of the program, or a word to be refused. */
  private List<Subcommand> unnamed(String first) {
    boolean isOption = first.isEmpty() || first.startsWith("-");
    return isOption && program.itself().isPresent() ? List.of() : program.commands();
  }

  private int understood(List<Subcommand> commands, List<String> arguments, Terminal terminal) {
    CommandLine parser = PicocliModel.parser(program, commands);
    ParseResult result;
    try {
      result = parser.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException mistake) {
      throw Mistakes.of(mistake);
    }
    Optional<Subcommand> asked = program.itself();
    List<Subcommand> choice = commands;
    while (result.hasSubcommand()) {
      result = result.subcommand();
      String name = result.commandSpec().name();
      asked = choice.stream().filter(each -> each.name().equals(name)).findFirst();
      choice = asked.orElseThrow().parts();
    }
    if (result.isUsageHelpRequested()) {
      terminal.out().print(usage(result.commandSpec().commandLine(), terminal));
      return 0;
    }
    return carryOut(asked, result, terminal);
  }

  private static int carryOut(Optional<Subcommand> asked, ParseResult result, Terminal terminal) {
    Subcommand command = asked.orElseThrow(() -> new UsageException("no command given"));
    return switch (command.deed()) {
      case Subcommand.Deed.Understood(Subcommand.Action action) ->
          action.run(Given.of(command, PicocliModel.values(result)), terminal);
      case Subcommand.Deed.None _ ->
          throw new UsageException(
              command.name()
                  + " needs one of: "
                  + String.join(", ", command.parts().stream().map(Subcommand::name).toList()));
      case Subcommand.Deed.Raw _ -> throw new IllegalStateException(command.name());
    };
  }

  private int help(Optional<String> command, Terminal terminal) {
    terminal.out().print(command.isEmpty() ? overview(terminal) : help(command.get(), terminal));
    return 0;
  }

  /**
   * What {@code --help} says of a command, and of each of its parts.
   *
   * @throws UsageException if there is no such command
   */
  public String help(String command, Terminal terminal) {
    Subcommand found =
        program
            .find(command)
            .orElseThrow(() -> new UsageException("unknown command '" + command + "'"));
    // The parser of that one command has no other.
    CommandLine parser =
        PicocliModel.parser(program, List.of(found)).getSubcommands().values().iterator().next();
    StringBuilder text = new StringBuilder(usage(parser, terminal));
    parser
        .getSubcommands()
        .values()
        .forEach(part -> text.append(System.lineSeparator()).append(usage(part, terminal)));
    return text.toString();
  }

  private static String usage(CommandLine parser, Terminal terminal) {
    return parser.getUsageMessage(terminal.colours() ? Ansi.ON : Ansi.OFF);
  }

  /** Every command by section, one line each. */
  public String overview(Terminal terminal) {
    StringBuilder text = new StringBuilder();
    text.append(terminal.bold(program.summary())).append("\n\n");
    text.append("Usage: ").append(program.name());
    text.append(program.itself().isPresent() ? " [COMMAND] [OPTIONS]\n" : " COMMAND [OPTIONS]\n");
    program.itself().ifPresent(itself -> text.append('\n').append(options(itself, terminal)));
    int width =
        program.commands().stream().mapToInt(command -> command.name().length()).max().orElse(0);
    for (Program.Section section : program.sections()) {
      text.append('\n').append(terminal.bold(section.heading())).append('\n');
      for (Subcommand command : section.commands()) {
        text.append("  %s  %s\n".formatted(pad(command.name(), width), command.summary()));
      }
    }
    text.append("\nWhat a command takes: ").append(program.name()).append(" COMMAND --help\n");
    return text.append(EXIT_CODES).append('\n').toString();
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  /** What the program takes where no command is named. */
  private String options(Subcommand itself, Terminal terminal) {
    CommandLine.Help help =
        new CommandLine.Help(
            PicocliModel.parser(
                    new Program(program.name(), "", List.of(), Optional.of(itself)), List.of())
                .getCommandSpec(),
            terminal.colours() ? Ansi.ON : Ansi.OFF);
    String notes = String.join("\n", itself.notes());
    return help.optionList() + (notes.isEmpty() ? "" : "\n" + notes + "\n");
  }

  private int completion(Terminal terminal) {
    terminal
        .out()
        .print(AutoComplete.bash(program.name(), PicocliModel.parser(program, program.commands())));
    return 0;
  }

  private int version(Terminal terminal) {
    terminal
        .out()
        .println(
            program.name() + " " + ProgramVersion.read() + " (Java " + Runtime.version() + ")");
    return 0;
  }
}
