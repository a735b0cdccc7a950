package io.strongroom.demo;

import io.quarkus.runtime.QuarkusApplication;
import io.strongroom.launcher.Endpoints;
import io.strongroom.launcher.LocalServer;
import io.strongroom.launcher.Settings;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the main job once the server is up; the server stops when it is done. */
public final class DemoApplication implements QuarkusApplication {

  /**
   * Runs every step.
   *
   * @param arguments the file to store, if any
   * @return 0 if every step held, else 1
   */
  @Override
  public int run(String... arguments) throws Exception {
    Narrator story =
        new Narrator(
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    Path root = path(Settings.DATA_DIRECTORY);
    DemoFile file =
        arguments.length > 0
            ? DemoFile.of(Path.of(arguments[0]))
            : DemoFile.make(root.resolve("report.txt"));
    Endpoints endpoints = LocalServer.endpoints();
    story.tell("Strongroom's main job, against a server started for it:");
    story.tell("  objects at " + endpoints.https() + ", KMS at " + endpoints.kms());
    story.tell("  file    %s (%,d bytes)".formatted(file.path(), file.size()));
    Identity identity = Identities.read(path(Settings.CREDENTIALS_FILE)).root();
    try (Clients clients = Clients.of(endpoints, identity, path(Settings.AUTHORITY_CERTIFICATE))) {
      StepContext step =
          new StepContext(story, clients, kept(root), file, newKey(clients), newKey(clients));
      new StoreSteps(step).run();
      new CopySteps(step).run();
      new KeySteps(step, ThrottleSwitch.at(endpoints.kms(), new DataDirectory(root))).run();
    }
    return story.end();
  }

  private static String newKey(Clients clients) {
    return clients.kms().createKey(b -> b.description("demo")).keyMetadata().arn();
  }

  private static KeptData kept(Path root) throws IOException {
    DatabaseAccess database =
        new DatabaseAccess(
            property(Settings.DATABASE_JDBC_URL).substring("jdbc:postgresql:".length()),
            property(Settings.DATABASE_USER),
            property(Settings.DATABASE_PASSWORD));
    return new KeptData(root, path(Settings.BLOBS_DIRECTORY), database);
  }

  private static Path path(String setting) throws IOException {
    return Path.of(property(setting));
  }

  private static String property(String name) throws IOException {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IOException(name + " is not set");
    }
    return value;
  }
}
