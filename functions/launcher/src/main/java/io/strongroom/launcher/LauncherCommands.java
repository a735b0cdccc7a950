package io.strongroom.launcher;

import io.strongroom.local.command.Program.Section;
import java.util.List;

/** The commands that need no server in this process. A new one is a class and a line here. */
public final class LauncherCommands {

  private LauncherCommands() {}

  /** In the order in which help lists them. */
  public static List<Section> sections() {
    return List.of(
        Section.of("Clients", EnvCommand.subcommand(), TrustCommand.subcommand()),
        Section.of(
            "Of a running server",
            AccountCommand.subcommand(),
            UserCommand.subcommand(),
            KeyCommand.subcommand(),
            PolicyCommand.subcommand(),
            AccessFile.subcommand(),
            WhyCommand.subcommand(),
            RequestLogCommand.subcommand(),
            UsageCommand.subcommand(),
            KeysCommand.subcommand(),
            JobsCommand.subcommand(),
            RecordExport.subcommand()));
  }
}
