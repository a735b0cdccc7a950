package io.strongroom.local.command;

import java.util.List;
import java.util.Optional;

/**
 * A program: its commands, in the sections in which help lists them.
 *
 * @param name how it is called, also where that is two words
 * @param itself what it does where no command is named
 */
public record Program(
    String name, String summary, List<Section> sections, Optional<Subcommand> itself) {

  /** Commands that belong together. */
  public record Section(String heading, List<Subcommand> commands) {
    public Section {
      commands = List.copyOf(commands);
    }

    /** A section of these. */
    public static Section of(String heading, Subcommand... commands) {
      return new Section(heading, List.of(commands));
    }
  }

  public Program {
    sections = List.copyOf(sections);
  }

  /** Every command. */
  public List<Subcommand> commands() {
    return sections.stream().flatMap(section -> section.commands().stream()).toList();
  }

  Optional<Subcommand> find(String command) {
    return commands().stream().filter(each -> each.name().equals(command)).findFirst();
  }
}
