package io.strongroom.safekeeping;

import io.strongroom.domain.record.BlobHome;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.EmbeddedDatabase;
import io.strongroom.local.Packaging;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands {@code backup}, {@code restore} and {@code move-blobs}. The store that blobs rest in
 * is configured as for {@code serve}. Stateless.
 */
public final class SafekeepingCommands {

  private static final String FOLDER = "FOLDER";
  private static final String DATABASE = "--database-url";
  private static final String SECRETS = "--with-secrets";
  private static final String TO = "--to";

  private SafekeepingCommands() {}

  /**
   * Records and blobs, beside a running server.
   *
   * @param environment may hold the database's user and password
   */
  public static Subcommand backup(Map<String, String> environment) {
    return Subcommand.named("backup", "copy records and blobs of a running server into a folder")
        .data()
        .text(DATABASE, "URL", "of this PostgreSQL, not the data folder's own")
        .flag(SECRETS, "take identities, keys and certificates along")
        .word(FOLDER, "where there is nothing yet")
        .does((given, terminal) -> run(() -> backup(given, environment, terminal)));
  }

  private static int backup(Given given, Map<String, String> environment, Terminal terminal)
      throws IOException, SQLException {
    try (BlobStores stores = BlobStores.configured(given.data().blobs())) {
      new Backup(database(given, environment), stores, terminal.out())
          .run(
              BackupFolder.create(folder(given)),
              given.has(SECRETS) ? Optional.of(given.data()) : Optional.empty());
    }
    return 0;
  }

  /**
   * A server's data from a backup.
   *
   * @param migrations of an empty database, in this order
   */
  public static Subcommand restore(List<SchemaMigration> migrations) {
    return Subcommand.named("restore", "make a server's data from a backup, in an empty place")
        .data()
        .text(DATABASE, "URL", "into this PostgreSQL, not the data folder's own")
        .word(FOLDER, "of the backup")
        .does(
            (given, terminal) ->
                run(
                    () -> {
                      new Restore(
                              given.data(),
                              DatabaseChoice.of(given.text(DATABASE)),
                              migrations,
                              terminal.out())
                          .run(BackupFolder.open(folder(given)));
                      return 0;
                    }));
  }

  /**
   * Blobs from one home to the other, beside running servers.
   *
   * @param environment may hold the database's user and password
   */
  public static Subcommand move(Map<String, String> environment) {
    return Subcommand.named("move-blobs", "move blobs between folder and other store")
        .data()
        .text(DATABASE, "URL", "of this PostgreSQL, not the data folder's own")
        .text(TO, "HOME", "s3 or folder")
        .note("Ended at whatever point and run again, it goes on. See docs/upstream.md.")
        .does((given, terminal) -> run(() -> move(given, environment, terminal)));
  }

  private static int move(Given given, Map<String, String> environment, Terminal terminal)
      throws IOException {
    BlobHome to =
        switch (given.required(TO)) {
          case "s3" -> BlobHome.STORE;
          case "folder" -> BlobHome.FOLDER;
          case String other ->
              throw new UsageException("option --to takes s3 or folder, not " + other);
        };
    try (BlobStores stores = BlobStores.both(given.data().blobs())) {
      return new Move(database(given, environment), stores, terminal.out()).run(to);
    }
  }

  private static Path folder(Given given) {
    return given.path(FOLDER).orElseThrow();
  }

  /** Of a running server. */
  private static DatabaseAccess database(Given given, Map<String, String> environment) {
    return given
        .text(DATABASE)
        .map(url -> DatabaseAccess.parse(url, environment))
        .orElseGet(() -> EmbeddedDatabase.accessTo(given.data()));
  }

  /** What a command does. */
  private interface Deed {
    int run() throws IOException, SQLException;
  }

  private static int run(Deed deed) {
    if (Packaging.NATIVE) {
      throw new StartupException("Backup, restore and move-blobs need the JVM.");
    }
    try {
      return deed.run();
    } catch (IOException | SQLException e) {
      throw StartupException.because("The command failed", e);
    }
  }
}
