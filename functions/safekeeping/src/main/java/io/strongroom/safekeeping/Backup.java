package io.strongroom.safekeeping;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.PrivateFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The {@code backup} command: a consistent pair of records and blobs, while servers write.
 *
 * <p>Blobs never change, and a blob is whole before a record names it. So all that is needed is one
 * view of the records, and that nothing that this view names is removed before it was copied: that
 * is what a hold is for, which is taken first.
 */
final class Backup {

  private static final int FETCHED = 1000;

  /** Bytes in the database are among its tables. */
  private static final String BLOBS =
      "select id from objects.blob b where refs > 0"
          + " and not exists (select from objects.blob_bytes y where y.blob_id = b.id)";

  private static final String NOW =
      "select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

  private final DatabaseAccess access;
  private final BlobStores stores;
  private final PrintStream out;

  Backup(DatabaseAccess access, BlobStores stores, PrintStream out) {
    this.access = access;
    this.stores = stores;
    this.out = out;
  }

  /**
   * @param secrets data folder whose secrets are copied, too
   */
  void run(BackupFolder folder, Optional<DataDirectory> secrets) throws IOException, SQLException {
    Properties manifest = new Properties();
    manifest.setProperty("format", BackupFolder.FORMAT);
    Path ids = folder.root().resolve("blobs.ids");
    try (var _ = CollectionHold.take(access)) {
      records(folder, manifest, ids);
      blobs(folder, manifest, ids);
    }
    Files.delete(ids);
    if (secrets.isPresent()) {
      secrets(secrets.get(), folder.secrets());
    } else {
      out.println(
          "Identities and secrets are not in it: keep identity.properties, secrets/ and tls/ of the"
              + " data folder elsewhere. Without the KMS's root key nothing can be opened.");
    }
    folder.finish(manifest);
    out.printf(
        "The backup is whole: %s blobs of %s bytes, records as of %s, in %s%n",
        manifest.get("blobs"), manifest.get("bytes"), manifest.get("records-as-of"), folder.root());
  }

  private void records(BackupFolder folder, Properties manifest, Path ids)
      throws IOException, SQLException {
    try (Connection connection = access.connect()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Tables tables = new Tables(connection);
      manifest.setProperty(
          "records-as-of", Instant.parse(tables.strings(NOW).getFirst()).toString());
      tables
          .versions()
          .forEach((schema, version) -> manifest.setProperty("schema." + schema, version));
      List<TableCopy> copies = tables.export(folder.tables());
      PrivateFiles.write(folder.tableList(), lines(copies.stream().map(TableCopy::line)));
      PrivateFiles.write(folder.sequenceList(), lines(tables.sequences().stream()));
      manifest.setProperty("tables.sha256", Sha256Text.ofFile(folder.tableList()));
      manifest.setProperty("sequences.sha256", Sha256Text.ofFile(folder.sequenceList()));
      list(connection, ids);
      connection.rollback();
      out.printf(
          "%d tables, %d rows%n", copies.size(), copies.stream().mapToLong(TableCopy::rows).sum());
    }
  }

  private static String lines(Stream<String> all) {
    StringBuilder text = new StringBuilder();
    all.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Into a file, since they may be more than fit into memory. */
  private static void list(Connection connection, Path ids) throws IOException, SQLException {
    try (Statement statement = connection.createStatement();
        BufferedWriter list = Files.newBufferedWriter(ids)) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery(BLOBS)) {
        while (rows.next()) {
          list.write(rows.getString(1) + "\n");
        }
      }
    }
  }

  private void blobs(BackupFolder folder, Properties manifest, Path ids) throws IOException {
    BlobCopies copies = new BlobCopies(stores.all(), folder.blobs(), out);
    try (BufferedReader all = Files.newBufferedReader(ids);
        BufferedWriter list = Files.newBufferedWriter(folder.blobList())) {
      for (String id = all.readLine(); id != null; id = all.readLine()) {
        copies.copy(UUID.fromString(id), list);
      }
    }
    BackupFolder.force(folder.blobList());
    manifest.setProperty("blobs", Long.toString(copies.blobs()));
    manifest.setProperty("bytes", Long.toString(copies.bytes()));
    manifest.setProperty("blobs.sha256", Sha256Text.ofFile(folder.blobList()));
  }

  private void secrets(DataDirectory data, Path folder) throws IOException {
    for (Path part : List.of(data.identityFile(), data.secrets(), data.tls())) {
      copyTree(data.root(), part, folder);
    }
    out.println("Secrets are in it: whoever has it can open everything. Guard it like the server.");
  }

  /** Modes are kept: everything there is for its owner only, but for certificates. */
  static void copyTree(Path root, Path part, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(part)) {
      for (Path path : paths.sorted().toList()) {
        Path copy = target.resolve(root.relativize(path).toString());
        if (Files.isDirectory(path)) {
          PrivateFiles.createDirectory(copy);
        } else {
          PrivateFiles.createDirectory(Objects.requireNonNull(copy.toAbsolutePath().getParent()));
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
