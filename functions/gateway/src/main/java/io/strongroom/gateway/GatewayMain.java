package io.strongroom.gateway;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.strongroom.demo.DemoApplication;
import io.strongroom.demo.DemoFolder;
import io.strongroom.emulator.store.KmsSchema;
import io.strongroom.launcher.ClientEnvironment;
import io.strongroom.launcher.Command;
import io.strongroom.launcher.CommandLine;
import io.strongroom.launcher.LocalServer;
import io.strongroom.launcher.RecordExport;
import io.strongroom.launcher.ServeOptions;
import io.strongroom.local.Packaging;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.ServerProcess;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.runtime.connection.TlsRules;
import io.strongroom.runtime.http.TargetGuard;
import io.strongroom.setup.ContainerSecrets;
import io.strongroom.setup.DatabaseSetup;
import io.strongroom.storage.StorageSchema;
import java.util.List;

/**
 * The command line of the gateway.
 *
 * <p>Exit codes: 0 done, or stopped by a signal in good order; 1 could not; 2 wrong arguments.
 */
@QuarkusMain
public final class GatewayMain {
  /** Each module keeps tables of its own. */
  private static final List<SchemaMigration> MIGRATIONS =
      Packaging.NATIVE ? List.of() : List.of(KmsSchema::migrate, StorageSchema::migrate);

  private GatewayMain() {}

  /** Runs the command the arguments name. */
  public static void main(String... arguments) {
    TargetGuard.beAlone();
    TlsRules.apply();
    int exitCode = run(List.of(arguments));
    System.out.flush();
    System.err.flush();
    // Everything is stopped. Exiting in the usual way would have the log manager print whatever
    // libraries logged before Quarkus told it what to print.
    Runtime.getRuntime().halt(exitCode);
  }

  private static int run(List<String> arguments) {
    try {
      return carryOut(arguments);
    } catch (UsageException e) {
      System.err.println("strongroom: " + e.getMessage() + "\n\n" + CommandLine.USAGE);
      return 2;
    } catch (StartupException e) {
      System.err.println("strongroom: " + e.getMessage());
      if (System.getenv("STRONGROOM_DEBUG") != null) {
        e.printStackTrace();
      }
      return 1;
    } catch (RuntimeException bug) {
      bug.printStackTrace();
      return 1;
    }
  }

  private static int carryOut(List<String> arguments) {
    if (isCommand("prepare", arguments)) {
      ContainerSecrets.run(arguments.subList(1, arguments.size()), System.getenv());
      return 0;
    }
    if (isCommand("migrate", arguments)) {
      DatabaseSetup.run(
          arguments.subList(1, arguments.size()),
          System.getenv(),
          StorageSchema::migrate,
          KmsSchema::migrate);
      return 0;
    }
    return carryOut(CommandLine.parse(arguments));
  }

  private static int carryOut(Command command) {
    return switch (command) {
      case Command.Serve(var options) ->
          new ServerProcess(new LocalServer(options, MIGRATIONS), ServeApplication.class, () -> {})
              .run();
      case Command.Demo(var file, var keep) -> {
        if (Packaging.NATIVE) {
          System.err.println("strongroom: The demo needs the JVM.");
          yield 1;
        }
        yield demo(DemoFolder.create(file, keep));
      }
      case Command.Env(var data) -> {
        ClientEnvironment.print(data, System.out, System.err);
        yield 0;
      }
      case Command.PrintRecord(
              var data,
              var databaseUrl,
              var sealed,
              var version,
              var bucket,
              var key) -> {
        RecordExport export = RecordExport.from(data, databaseUrl, System.getenv());
        System.out.print(export.json(bucket, key, version, sealed));
        yield 0;
      }
      case Command.Help _ -> {
        System.out.print(CommandLine.USAGE);
        yield 0;
      }
    };
  }

  private static boolean isCommand(String name, List<String> arguments) {
    return !arguments.isEmpty() && arguments.getFirst().equals(name);
  }

  private static int demo(DemoFolder folder) {
    System.out.println("Starting a server with a data folder of its own ...");
    folder.divertLog();
    folder.storeAsFiles();
    return new ServerProcess(
            new LocalServer(ServeOptions.onFreePorts(folder.data()), MIGRATIONS),
            DemoApplication.class,
            folder::remove)
        .run(folder.arguments());
  }
}
