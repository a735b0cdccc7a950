package io.strongroom.launcher;

import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.PrintStream;

/**
 * What a command asks the running server of a data folder, as the folder's root, over the same
 * interface that IAM's tools use. The command takes {@code --data}.
 */
@FunctionalInterface
interface ServerCommand {

  void ask(IdentityClient client, Given given, PrintStream out);

  /** A command that does this and is done. */
  static Subcommand of(Subcommand command, ServerCommand question) {
    return command
        .data()
        .does(
            (given, terminal) -> {
              question.ask(IdentityClient.of(given.data()), given, terminal.out());
              return 0;
            });
  }
}
