package io.strongroom.gateway;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Terminal;
import java.util.List;

/** The command line of the gateway. Exit codes: see {@link CommandRunner}. */
@QuarkusMain
public final class GatewayMain {

  private GatewayMain() {}

  /** Runs the command the arguments name. */
  public static void main(String... arguments) {
    int exitCode = run(List.of(arguments));
    System.out.flush();
    System.err.flush();
    // Everything is stopped. Exiting in the usual way would have the log manager print whatever
    // libraries logged before Quarkus told it what to print.
    Runtime.getRuntime().halt(exitCode);
  }

  private static int run(List<String> arguments) {
    try {
      return new CommandRunner(GatewayCommands.program()).run(arguments, Terminal.ofProcess());
    } catch (RuntimeException bug) {
      bug.printStackTrace();
      return 1;
    }
  }
}
