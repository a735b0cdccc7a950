package io.strongroom.gateway.dev;

import io.strongroom.launcher.LocalServer;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Packaging;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.ServerProcess;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Subcommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The command {@code dev}. Stateless. */
public final class DevCommand {

  private DevCommand() {}

  /**
   * The command.
   *
   * @param migrations of the database that it starts
   * @param beforeQuarkus what has to be set before
   */
  public static Subcommand subcommand(List<SchemaMigration> migrations, Runnable beforeQuarkus) {
    return DevOptions.on(
            Subcommand.named("dev", "run a throw-away server with known keys, for tests and CI"))
        .note(
            "Everything is in a temporary folder and gone when it ends. The keys are no secret:",
            "let nobody else reach it. Faults while it runs, at the port of health:",
            "  curl -X PUT 'http://127.0.0.1:PORT/dev/faults?percent=20&delay=50'")
        .does(
            (given, _) -> {
              if (Packaging.NATIVE) {
                throw new StartupException("dev needs the JVM.");
              }
              beforeQuarkus.run();
              return run(DevOptions.of(given), migrations);
            });
  }

  private static int run(DevOptions options, List<SchemaMigration> migrations) {
    Path folder = folder();
    try {
      DataDirectory data = new DataDirectory(folder);
      data.create();
      Identities.known(options.accessKeyId(), options.secretAccessKey(), new SecureRandom())
          .writeTo(data.identityFile());
    } catch (IOException e) {
      throw StartupException.because("Cannot prepare " + folder, e);
    }
    Properties properties = System.getProperties();
    properties.setProperty(FaultSwitch.SETTING, String.join(",", options.buckets()));
    properties.setProperty(FaultSwitch.SETTING + ".percent", "" + options.faults().percent());
    properties.setProperty(
        FaultSwitch.SETTING + ".delay", "" + options.faults().delayInMilliseconds());
    properties.setProperty("strongroom.insecure-key-transport", "true");
    properties.setProperty("strongroom.kms.reset", "true");
    options
        .seed()
        .ifPresent(
            file -> properties.setProperty("strongroom.kms.seed", "" + file.toAbsolutePath()));
    return new ServerProcess(
            new LocalServer(options.serve(folder), migrations),
            DevApplication.class,
            () -> remove(folder))
        .run(options.buckets().toArray(String[]::new));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("strongroom-dev-");
    } catch (IOException e) {
      throw StartupException.because("Cannot make a temporary folder", e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("strongroom: cannot remove " + folder + ": " + e.getMessage());
    }
  }
}
