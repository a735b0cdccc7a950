package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code env} command: prints what a stock client needs to reach a running server. */
final class EnvCommand {

  private static final String KINDS =
      Stream.of(ClientKind.values()).map(ClientKind::word).collect(Collectors.joining(", "));

  private EnvCommand() {}

  static Subcommand subcommand() {
    return Subcommand.named("env", "print the environment of a client, for eval")
        .data()
        .text("--for", "KIND", "what one kind of client reads: " + KINDS)
        .text("--name", "HOST", "call the server this, instead of localhost or its address")
        .flag("--check", "tell whether installed clients are new enough, and print no environment")
        .note(
            "For this shell: eval \"$(strongroom env)\"",
            "Without --for: what all AWS SDKs read, with an address, so that buckets go into paths.")
        .does(EnvCommand::run);
  }

  private static int run(Given given, Terminal terminal) {
    if (given.has("--check")) {
      return new ToolCheck(ToolCheck::installed).run(terminal);
    }
    ClientSetup setup = setup(given, terminal);
    lines(given, setup).forEach(terminal.out()::println);
    return 0;
  }

  private static List<String> lines(Given given, ClientSetup setup) {
    if (!given.has("--for")) {
      return ClientKind.aws(setup, setup.hasObjects() ? setup.objects() : "");
    }
    String name = given.required("--for");
    ClientKind kind =
        ClientKind.of(name)
            .orElseThrow(() -> new UsageException("option --for takes one of: " + KINDS));
    if (!setup.hasObjects()) {
      throw new StartupException("The KMS runs alone there: leave out --for.");
    }
    return kind.lines(setup);
  }

  private static ClientSetup setup(Given given, Terminal terminal) {
    DataDirectory data = given.data();
    try {
      Endpoints endpoints =
          Endpoints.find(data.endpointsFile())
              .orElseThrow(
                  () ->
                      new StartupException(
                          "No Strongroom runs on "
                              + data.root()
                              + "; start one with: serve --data DIR"));
      if (ProcessHandle.of(endpoints.processId()).isEmpty()) {
        terminal.fail("the server on " + data.root() + " has ended; these were its values");
      }
      return new ClientSetup(
          endpoints,
          Identities.read(data.identityFile()).root(),
          endpoints.authorityIn(data),
          given.text("--name"));
    } catch (IOException e) {
      throw new StartupException(
          "Cannot read the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
  }
}
