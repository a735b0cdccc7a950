package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The {@code env} command: prints what a stock client needs to reach a running server.
 *
 * <p>Uses nothing but the JDK and has a main method of its own, so that the launcher can run it
 * without booting the application.
 */
public final class ClientEnvironment {
  private ClientEnvironment() {}

  /** Runs the {@code env} command alone; the arguments are those of the whole command line. */
  public static void main(String... arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** Returns the exit code: 0 printed, 1 nothing to print, 2 wrong arguments. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      if (CommandLine.parse(arguments) instanceof Command.Env(DataDirectory data)) {
        print(data, out, err);
      } else {
        out.print(CommandLine.USAGE);
      }
      return 0;
    } catch (UsageException e) {
      err.println("strongroom: " + e.getMessage() + " (see: strongroom help)");
      return 2;
    } catch (StartupException e) {
      err.println("strongroom: " + e.getMessage());
      return 1;
    }
  }

  /**
   * Prints one {@code export} line for each variable.
   *
   * @throws StartupException if the folder holds no server's data, or no server runs on it
   */
  public static void print(DataDirectory data, PrintStream out, PrintStream err) {
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
        err.println(
            "strongroom: the server on " + data.root() + " has ended; these were its values");
      }
      Identity root = Identities.read(data.identityFile()).root();
      export(out, "AWS_ACCESS_KEY_ID", root.accessKeyId());
      export(out, "AWS_SECRET_ACCESS_KEY", root.secretAccessKey());
      export(out, "AWS_REGION", endpoints.region());
      // The AWS CLI and boto3 read this name.
      export(out, "AWS_DEFAULT_REGION", endpoints.region());
      export(out, "AWS_ENDPOINT_URL_KMS", endpoints.kms());
      if (!endpoints.https().isEmpty()) {
        export(out, "AWS_ENDPOINT_URL", endpoints.https());
        export(out, "AWS_CA_BUNDLE", data.tls().resolve("ca.crt").toString());
      }
      // Leftovers of another account would be sent along with the key above.
      out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
    } catch (IOException e) {
      throw new StartupException(
          "Cannot read the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
  }

  private static void export(PrintStream out, String name, String value) {
    out.println("export " + name + "='" + value.replace("'", "'\\''") + "'");
  }
}
