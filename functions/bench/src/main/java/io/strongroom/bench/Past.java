package io.strongroom.bench;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in a server's database of objects that are forty days old, each with a blob of its own. They
 * are copies of a real object's under other keys: rules let them go, and nobody can open them.
 */
final class Past {

  /** What begins the keys. */
  static final String PREFIX = "past/";

  private static final int BATCH = 50_000;

  private static final String COLUMNS =
      """
      select column_name from information_schema.columns
       where table_schema = 'objects' and table_name = 'object_version' and is_generated = 'NEVER'
         and column_name not in
             ('key', 'version_id', 'place', 'is_latest', 'last_modified', 'manifest')
      """;

  private final DatabaseAccess database;

  /** The past of the server that runs on a data folder. */
  Past(Path data) {
    this.database = EmbeddedDatabase.accessTo(new DataDirectory(data));
  }

  /**
   * Gives a bucket that many versions more.
   *
   * @param key of an object in it
   * @param each how many versions a key has; 0 where the bucket keeps none
   */
  void make(String bucket, String key, long versions, int each) throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String rows = rows(String.join(", ", columns(statement)), each);
      for (long from = 0; from < versions; from += BATCH) {
        try (PreparedStatement insert = connection.prepareStatement(rows)) {
          insert.setString(1, bucket);
          insert.setString(2, key);
          insert.setLong(3, from);
          insert.setLong(4, Math.min(versions, from + BATCH) - 1);
          insert.executeUpdate();
        }
      }
      statement.execute("vacuum analyze objects.object_version, objects.blob, objects.blob_bytes");
    } catch (SQLException refused) {
      throw new IOException("the database takes no rows", refused);
    }
  }

  /** Keys are spread as hashes are; a key's versions are in their order. */
  private static String rows(String columns, int each) {
    int versions = Math.max(1, each);
    return """
        with sample as (
          select * from objects.object_version where bucket = ? and key = ? and is_latest),
        made as materialized (
          select i, gen_random_uuid() as id, nextval('objects.version_place') as place
            from generate_series(?::bigint, ?::bigint) i),
        blobs as (insert into objects.blob (id, refs) select id, 1 from made),
        bytes as (
          insert into objects.blob_bytes (blob_id, bytes) select id, '\\x00'::bytea from made)
        insert into objects.object_version
               (key, version_id, place, is_latest, last_modified, manifest, %1$s)
        select '%2$s' || md5((m.i / %3$d)::text), %4$s, m.place, m.i %% %3$d = %3$d - 1,
               now() - interval '40 days' + m.i * interval '1 millisecond',
               overlay(s.manifest placing uuid_send(m.id)
                       from position(uuid_send(s.blob_ids[1]) in s.manifest) for 16),
               %1$s
          from made m cross join sample s
        """
        .formatted(
            columns,
            PREFIX,
            versions,
            each == 0 ? "'null'" : "objects.version_id(s.bucket, m.place)");
  }

  private static List<String> columns(Statement statement) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(COLUMNS)) {
      while (found.next()) {
        columns.add(found.getString(1));
      }
    }
    return columns;
  }

  /** How many of them are left. */
  long left(String bucket) throws IOException {
    try (Connection connection = connect();
        PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from objects.object_version where bucket = ?"
                    + " and key >= ? and key < ?")) {
      count.setString(1, bucket);
      count.setString(2, PREFIX);
      count.setString(3, "past0");
      try (ResultSet counted = count.executeQuery()) {
        counted.next();
        return counted.getLong(1);
      }
    } catch (SQLException refused) {
      throw new IOException("the database does not count", refused);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
