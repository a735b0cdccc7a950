package io.strongroom.emulator.command;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.PrivateFiles;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Subcommand;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Properties;

/** {@code kms env}: what a stock client needs to reach the emulator that runs on a data folder. */
final class KmsEnvironment {

  private KmsEnvironment() {}

  static Subcommand subcommand() {
    return Subcommand.named("env", "print the environment of a client, for eval")
        .data()
        .note("For this shell: eval \"$(strongroom kms env --data DIR)\"")
        .does(
            (given, terminal) -> {
              print(given.data(), terminal.out());
              return 0;
            });
  }

  /**
   * Prints one {@code export} line for each variable.
   *
   * @throws StartupException if nothing runs on the folder
   */
  private static void print(DataDirectory data, PrintStream out) {
    try {
      if (Files.notExists(data.endpointsFile())) {
        throw new StartupException(
            "No Strongroom runs on " + data.root() + "; start one with: kms --data DIR");
      }
      Properties endpoints = new Properties();
      endpoints.load(new StringReader(PrivateFiles.read(data.endpointsFile())));
      Identity root = Identities.read(data.identityFile()).root();
      String region = endpoints.getProperty("region", "us-east-1");
      export(out, "AWS_ACCESS_KEY_ID", root.accessKeyId());
      export(out, "AWS_SECRET_ACCESS_KEY", root.secretAccessKey());
      export(out, "AWS_REGION", region);
      // The AWS CLI and boto3 read this name.
      export(out, "AWS_DEFAULT_REGION", region);
      export(out, "AWS_ENDPOINT_URL_KMS", endpoints.getProperty("kms", ""));
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
