package io.strongroom.emulator.command;

import io.strongroom.local.Options;
import io.strongroom.local.Preparation;
import io.strongroom.local.ServerProcess;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
      if (arguments.equals(List.of("health"))) {
        return HealthCommand.isUp(setting("STRONGROOM_KMS_HTTP_PORT")) ? 0 : 1;
      }
      if (arguments.contains("--help") || arguments.contains("-h") || arguments.contains("help")) {
        System.out.print(KmsOptions.USAGE);
        return 0;
      }
      if (!arguments.isEmpty() && arguments.getFirst().equals("verify-audit")) {
        return AuditCommand.run(arguments.subList(1, arguments.size()));
      }
      if (!arguments.isEmpty() && arguments.getFirst().equals("env")) {
        Options options = Options.parse(arguments.subList(1, arguments.size()), Set.of("data"));
        KmsEnvironment.print(KmsOptions.data(options), System.out);
        return 0;
      }
      Optional<String> jdbcUrl = setting("STRONGROOM_KMS_JDBC_URL");
      Preparation preparation =
          arguments.isEmpty() && jdbcUrl.isPresent()
              ? new DatabaseKms(jdbcUrl.get())
              : new LocalKms(KmsOptions.parse(arguments));
      return new ServerProcess(preparation, KmsApplication.class, () -> {}).run();
    } catch (UsageException e) {
      System.err.println("strongroom: " + e.getMessage() + "\n\n" + KmsOptions.USAGE);
      return 2;
    } catch (StartupException e) {
      System.err.println("strongroom: " + e.getMessage());
      return 1;
    } catch (RuntimeException bug) {
      bug.printStackTrace();
      return 1;
    }
  }

  static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
