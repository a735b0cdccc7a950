package io.strongroom.launcher;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.EmbeddedDatabase;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code record} command: what the database holds of how an object is sealed, in the form that
 * outlives the database (shared-crypto/SPEC.md §4.2). No key and no plaintext; the KMS is not
 * asked.
 */
final class RecordExport {
  private static final String QUERY =
      """
      select v.envelope, v.manifest, y.blob_id, y.bytes from objects.object_version v
      left join objects.blob_bytes y
        on y.blob_id = v.blob_ids[1] and cardinality(v.blob_ids) = 1
      where v.bucket = ? and v.key = ? and not v.delete_marker
        and case when cast(? as text) is null then v.is_latest else v.version_id = ? end
      """;

  private final DatabaseAccess database;

  private RecordExport(DatabaseAccess database) {
    this.database = database;
  }

  static Subcommand subcommand() {
    return Subcommand.named("record", "print an object's record, which the open command needs")
        .word("BUCKET", "the object's bucket")
        .word("KEY", "the object's key; after -- where it begins with a dash")
        .data()
        .text("--database-url", "URL", "read this PostgreSQL, not the data folder's own")
        .text("--sealed", "DIR", "put a small object's sealed bytes there")
        .text("--version-id", "ID", "take another version than the current one")
        .does(RecordExport::print);
  }

  private static int print(Given given, Terminal terminal) {
    RecordExport export = from(given.data(), given.text("--database-url"), System.getenv());
    terminal
        .out()
        .print(
            export.json(
                given.word("BUCKET"),
                given.word("KEY"),
                given.text("--version-id"),
                given.path("--sealed")));
    return 0;
  }

  /**
   * From the database of a running server.
   *
   * @param databaseUrl of a database that is not the data folder's own
   * @param environment may hold the database's user and password
   * @throws StartupException if no server runs on the folder, or the URL is none
   */
  static RecordExport from(
      DataDirectory data, Optional<String> databaseUrl, Map<String, String> environment) {
    return new RecordExport(
        databaseUrl
            .map(url -> DatabaseAccess.parse(url, environment))
            .orElseGet(() -> EmbeddedDatabase.accessTo(data)));
  }

  /**
   * The record of one version of an object, as JSON.
   *
   * @param version id of the version; empty for the current one
   * @param sealed folder to which the sealed bytes go that the database has; made also when it has
   *     none, since all are in blobs then
   * @throws StartupException if there is no such object, the database does not answer, or the bytes
   *     cannot be written
   */
  String json(String bucket, String key, Optional<String> version, Optional<Path> sealed) {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, bucket);
      query.setString(2, key);
      query.setString(3, version.orElse(null));
      query.setString(4, version.orElse(null));
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new StartupException("There is no object " + key + " in bucket " + bucket + ".");
        }
        if (sealed.isPresent()) {
          write(row.getString(3), row.getBytes(4), sealed.get());
        }
        return new ObjectRecord(
                "arn:aws:s3:::" + bucket + "/" + key,
                Envelope.decode(row.getBytes(1)),
                row.getBytes(2))
            .toJson();
      }
    } catch (SQLException e) {
      throw new StartupException("The database does not give the record: " + e.getMessage(), e);
    } catch (CiphertextRejected e) {
      throw new StartupException("The record in the database is damaged: " + e.reason() + ".", e);
    } catch (IOException e) {
      throw StartupException.because("Cannot write the sealed bytes", e);
    }
  }

  /** As the blob that they would be otherwise: under the same name. */
  private static void write(@Nullable String blob, byte @Nullable [] bytes, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    if (blob != null && bytes != null) {
      Files.write(folder.resolve(blob), bytes);
    }
  }
}
