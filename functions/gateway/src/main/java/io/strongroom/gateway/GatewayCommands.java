package io.strongroom.gateway;

import io.strongroom.crypto.aead.CryptoWarmUp;
import io.strongroom.demo.DemoApplication;
import io.strongroom.demo.DemoFolder;
import io.strongroom.emulator.store.KmsSchema;
import io.strongroom.gateway.dev.DevCommand;
import io.strongroom.launcher.LauncherCommands;
import io.strongroom.launcher.LocalServer;
import io.strongroom.launcher.ServeArguments;
import io.strongroom.launcher.ServeOptions;
import io.strongroom.local.Packaging;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.ServerProcess;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Program;
import io.strongroom.local.command.Program.Section;
import io.strongroom.local.command.Subcommand;
import io.strongroom.migration.CopyFromCommand;
import io.strongroom.open.OpenMain;
import io.strongroom.runtime.connection.TlsRules;
import io.strongroom.runtime.http.TargetGuard;
import io.strongroom.safekeeping.SafekeepingCommands;
import io.strongroom.setup.ContainerSecrets;
import io.strongroom.setup.DatabaseSetup;
import io.strongroom.storage.StorageSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every command of {@code strongroom}. Those that need no server in this process are listed by
 * {@link LauncherCommands}.
 */
final class GatewayCommands {
  /** Each module keeps tables of its own. */
  private static final List<SchemaMigration> MIGRATIONS =
      Packaging.NATIVE ? List.of() : List.of(KmsSchema::migrate, StorageSchema::migrate);

  private GatewayCommands() {}

  static Program program() {
    Map<String, String> environment = System.getenv();
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of(
            "A server",
            serve(),
            demo(),
            DevCommand.subcommand(MIGRATIONS, GatewayCommands::beforeQuarkus),
            kms()));
    sections.addAll(LauncherCommands.sections());
    sections.add(
        Section.of(
            "All that a server keeps",
            SafekeepingCommands.backup(environment),
            SafekeepingCommands.restore(MIGRATIONS),
            SafekeepingCommands.move(environment),
            CopyFromCommand.subcommand(environment)));
    sections.add(Section.of("Without a server", open()));
    sections.add(
        Section.of(
            "Functions in containers",
            ContainerSecrets.subcommand(environment),
            DatabaseSetup.subcommand(environment, StorageSchema::migrate, KmsSchema::migrate)));
    return new Program(
        "strongroom",
        "Strongroom: server-side encryption for object storage.",
        sections,
        Optional.empty());
  }

  private static Subcommand serve() {
    return ServeArguments.on(Subcommand.named("serve", "run the server until it is interrupted"))
        .note("Further settings: docs/configuration.md")
        .does((given, _) -> serve(ServeArguments.of(given)));
  }

  private static int serve(ServeOptions options) {
    beforeQuarkus();
    return new ServerProcess(new LocalServer(options, MIGRATIONS), ServeApplication.class, () -> {})
        .run();
  }

  private static Subcommand demo() {
    return Subcommand.named("demo", "run the main job on a file and tell what happens")
        .optionalWord("FILE", "the file to store (default: one made for it)")
        .flag("--keep", "leave the data folder in place")
        .does(
            (given, terminal) -> {
              if (Packaging.NATIVE) {
                throw new StartupException("The demo needs the JVM.");
              }
              terminal.out().println("Starting a server with a data folder of its own ...");
              return demo(DemoFolder.create(given.path("FILE"), given.has("--keep")));
            });
  }

  private static int demo(DemoFolder folder) {
    beforeQuarkus();
    folder.divertLog();
    folder.storeAsFiles();
    return new ServerProcess(
            new LocalServer(ServeOptions.onFreePorts(folder.data()), MIGRATIONS),
            DemoApplication.class,
            folder::remove)
        .run(folder.arguments());
  }

  private static void beforeQuarkus() {
    TargetGuard.beAlone();
    TlsRules.apply();
    // Ready when the server is: it starts a database and reads its settings meanwhile.
    CryptoWarmUp.begin();
  }

  private static Subcommand kms() {
    return Subcommand.named("kms", "run the bundled KMS alone; see: strongroom kms --help")
        .reads(
            _ -> {
              throw new StartupException(
                  "The KMS alone is an application of its own: run it with ./strongroom kms,"
                      + " or kms-emulator/target/quarkus-app/quarkus-run.jar.");
            });
  }

  private static Subcommand open() {
    return Subcommand.named("open", "open an object from its record, its blobs and a key")
        .reads(OpenMain::open);
  }
}
