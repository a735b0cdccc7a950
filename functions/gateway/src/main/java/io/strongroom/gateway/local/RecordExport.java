package io.strongroom.gateway.local;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.EmbeddedDatabase;
import io.strongroom.local.StartupException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code record} command: what the database holds of how an object is sealed, in the form that
 * outlives the database (shared-crypto/SPEC.md §4.2). No key and no plaintext; the KMS is not
 * asked.
 */
public final class RecordExport {
  private static final String QUERY =
      """
      select envelope, manifest from objects.object_version
      where bucket = ? and key = ? and is_latest
      """;

  private final DatabaseAccess database;

  private RecordExport(DatabaseAccess database) {
    this.database = database;
  }

  /**
   * From the database of a running server.
   *
   * @param databaseUrl of a database that is not the data folder's own
   * @param environment may hold the database's user and password
   * @throws StartupException if no server runs on the folder, or the URL is none
   */
  public static RecordExport from(
      DataDirectory data, Optional<String> databaseUrl, Map<String, String> environment) {
    return new RecordExport(
        databaseUrl
            .map(url -> DatabaseAccess.parse(url, environment))
            .orElseGet(() -> EmbeddedDatabase.accessTo(data)));
  }

  /**
   * The record of an object's latest version, as JSON.
   *
   * @throws StartupException if there is no such object, or the database does not answer
   */
  public String json(String bucket, String key) {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, bucket);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new StartupException("There is no object " + key + " in bucket " + bucket + ".");
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
    }
  }
}
