package io.strongroom.safekeeping;

import io.strongroom.domain.port.BlobStore;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.LocalState;
import io.strongroom.local.PrivateFiles;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The {@code restore} command: a server's data from a backup, into a place where there is nothing.
 * Every file is compared with what the backup noted of it. Where it fails, the place is to be
 * emptied before it is tried again.
 */
final class Restore {

  private static final String SCHEMA = "schema.";

  private static final String TAKEN =
      "select nspname from pg_namespace where nspname in ('objects', 'identity', 'kms')";

  /** Of records whose bytes are in no table: they have to be what the list has. */
  private static final String BLOBS =
      "select count(*) from objects.blob b where refs > 0"
          + " and not exists (select from objects.blob_bytes y where y.blob_id = b.id)";

  private final DataDirectory data;
  private final DatabaseChoice choice;
  private final List<SchemaMigration> migrations;
  private final PrintStream out;

  Restore(
      DataDirectory data,
      DatabaseChoice choice,
      List<SchemaMigration> migrations,
      PrintStream out) {
    this.data = data;
    this.choice = choice;
    this.migrations = migrations;
    this.out = out;
  }

  void run(BackupFolder folder) throws IOException, SQLException {
    Properties manifest = folder.manifest();
    folder.requireUnchanged(folder.tableList(), manifest.getProperty("tables.sha256", ""));
    folder.requireUnchanged(folder.sequenceList(), manifest.getProperty("sequences.sha256", ""));
    folder.requireUnchanged(folder.blobList(), manifest.getProperty("blobs.sha256", ""));
    if (Files.exists(data.postgres())) {
      throw new StartupException(
          "There is a database in " + data.root() + " already; choose another folder with --data.");
    }
    secrets(folder);
    requireEmpty();
    try (LocalState state = new LocalState(data, choice, migrations)) {
      state.open();
      DatabaseAccess access = state.database();
      records(folder, manifest, access);
      blobs(folder, manifest);
    }
    out.println("Everything is there; start the server on it.");
  }

  private void secrets(BackupFolder folder) throws IOException {
    boolean here = Files.exists(data.identityFile());
    boolean there = Files.isDirectory(folder.secrets());
    if (here && there) {
      throw new StartupException(
          "There are identities in "
              + data.root()
              + " already; choose another folder with --data.");
    }
    if (!here && !there) {
      throw new StartupException(
          "The backup has no secrets: copy identity.properties, secrets/ and tls/ of the server"
              + " that was backed up into "
              + data.root()
              + " first.");
    }
    if (there) {
      PrivateFiles.createDirectory(data.root());
      for (String part : List.of("identity.properties", "secrets", "tls")) {
        Path source = folder.secrets().resolve(part);
        if (Files.exists(source)) {
          Backup.copyTree(folder.secrets(), source, data.root());
        }
      }
    }
  }

  private void requireEmpty() throws SQLException {
    if (choice.url().isEmpty()) {
      return;
    }
    try (Connection connection =
        DatabaseAccess.parse(choice.url().get(), System.getenv()).connect()) {
      List<String> taken = new Tables(connection).strings(TAKEN);
      if (!taken.isEmpty()) {
        throw new StartupException("The database has the schemas " + taken + " already.");
      }
    }
  }

  private void records(BackupFolder folder, Properties manifest, DatabaseAccess access)
      throws IOException, SQLException {
    try (Connection connection = access.connect()) {
      connection.setAutoCommit(false);
      Tables tables = new Tables(connection);
      requireVersions(manifest, tables.versions());
      List<TableCopy> copies =
          Files.readAllLines(folder.tableList()).stream().map(Restore::table).toList();
      tables.load(copies, folder.tables());
      tables.setSequences(Files.readAllLines(folder.sequenceList()));
      // Wherever they were, they are where this server puts them.
      tables.execute("update objects.blob set home = null where home is not null");
      requireBlobs(manifest, tables);
      connection.commit();
      connection.setAutoCommit(true);
      tables.execute("analyze");
      out.printf(
          "%d tables, %d rows%n", copies.size(), copies.stream().mapToLong(TableCopy::rows).sum());
    }
  }

  private static TableCopy table(String line) {
    try {
      return TableCopy.parse(line);
    } catch (IOException e) {
      throw StartupException.because("The backup cannot be read", e);
    }
  }

  private static void requireVersions(Properties manifest, Map<String, String> here) {
    Map<String, String> there = new TreeMap<>();
    manifest.stringPropertyNames().stream()
        .filter(name -> name.startsWith(SCHEMA))
        .forEach(name -> there.put(name.substring(SCHEMA.length()), manifest.getProperty(name)));
    // A server with a KMS somewhere else has none of its own.
    if (there.isEmpty() || !here.entrySet().containsAll(there.entrySet())) {
      throw new StartupException(
          "The backup is of the schemas "
              + there
              + ", this build makes "
              + here
              + ": restore it with the build that made it, then start this one.");
    }
  }

  private static void requireBlobs(Properties manifest, Tables tables) throws SQLException {
    String named = tables.strings(BLOBS).getFirst();
    if (!named.equals(manifest.getProperty("blobs"))) {
      throw new StartupException(
          "The records name " + named + " blobs, the backup has " + manifest.get("blobs") + ".");
    }
  }

  private void blobs(BackupFolder folder, Properties manifest) throws IOException {
    try (BlobStores stores = BlobStores.configured(data.blobs())) {
      BlobStore target = stores.all();
      BlobCopies copies = new BlobCopies(folder.blobs(), target, out);
      copies.copyAll(folder.blobList());
      if (!Long.toString(copies.blobs()).equals(manifest.getProperty("blobs"))) {
        throw new StartupException("The backup has other blobs than it says.");
      }
      out.printf("%d blobs, %d bytes%n", copies.blobs(), copies.bytes());
    }
  }
}
