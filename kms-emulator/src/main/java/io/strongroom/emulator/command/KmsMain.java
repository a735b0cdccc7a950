package io.strongroom.emulator.command;

import io.strongroom.local.Preparation;
import io.strongroom.local.ServerProcess;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Program;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.util.List;
import java.util.Optional;

/**
 * The command line of the emulator alone.
 *
 * <p>With {@code STRONGROOM_KMS_JDBC_URL} (and {@code STRONGROOM_KMS_DB_USER}, {@code
 * STRONGROOM_KMS_DB_PASSWORD}) in the environment and no arguments it is configured by properties
 * alone, as in a container; else it keeps a data folder, with an embedded database. With the
 * argument {@code health} it asks the emulator of the same container whether it answers. Exit
 * codes: 0 done, or stopped by a signal in good order; 1 could not; 2 wrong arguments.
 */
public final class KmsMain {

  private KmsMain() {}

  /** Runs what the arguments ask for. */
  public static void main(String... arguments) {
    int exitCode = run(List.of(arguments));
    System.out.flush();
    System.err.flush();
    // Everything is stopped: see the gateway's main method.
    Runtime.getRuntime().halt(exitCode);
  }

  private static int run(List<String> arguments) {
    try {
      Optional<String> jdbcUrl = setting("STRONGROOM_KMS_JDBC_URL");
      return arguments.isEmpty() && jdbcUrl.isPresent()
          ? serve(new DatabaseKms(jdbcUrl.get()))
          : new CommandRunner(program()).run(arguments, Terminal.ofProcess());
    } catch (StartupException e) {
      Terminal.ofProcess().fail(String.valueOf(e.getMessage()));
      return 1;
    } catch (RuntimeException bug) {
      bug.printStackTrace();
      return 1;
    }
  }

  /** Every command. */
  static Program program() {
    Subcommand itself =
        KmsOptions.on(Subcommand.named("kms", "run it until it is interrupted"))
            .note(
                "Everything else is a property of kms-emulator/README.md, as",
                "-Dstrongroom.kms.NAME=VALUE in STRONGROOM_JAVA_OPTS or STRONGROOM_KMS_NAME=VALUE"
                    + " in the environment.")
            .does((given, _) -> serve(new LocalKms(KmsOptions.of(given))));
    return new Program(
        "strongroom kms",
        "Strongroom KMS: a key management service with AWS's and Huawei DEW's API.",
        List.of(
            Program.Section.of(
                "A running KMS", KmsEnvironment.subcommand(), AuditCommand.subcommand(), health())),
        Optional.of(itself));
  }

  private static int serve(Preparation preparation) {
    return new ServerProcess(preparation, KmsApplication.class, () -> {}).run();
  }

  private static Subcommand health() {
    return Subcommand.named("health", "tell by the exit code whether the one beside it answers")
        .does((_, _) -> HealthCommand.isUp(setting("STRONGROOM_KMS_HTTP_PORT")) ? 0 : 1);
  }

  static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
