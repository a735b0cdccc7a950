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
 * Rows in a server's database that make one bucket a large one. They are copies of a real object's
 * under other keys: listings tell of them, and nobody can open them.
 */
final class Crowd {

  private static final int BATCH = 100_000;

  private static final String COLUMNS =
      """
      select column_name from information_schema.columns
       where table_schema = 'objects' and table_name = 'object_version' and is_generated = 'NEVER'
         and column_name not in ('key', 'version_id', 'place')
      """;

  private static final String BLOBS =
      """
      with made as (
        insert into objects.blob (id, refs)
        select gen_random_uuid(), 1 from generate_series(?::bigint, ?::bigint) returning id)
      insert into objects.blob_bytes (blob_id, bytes) select id, '\\x00'::bytea from made
      """;

  private final DatabaseAccess database;

  /** The crowd of the server that runs on a data folder. */
  Crowd(Path data) {
    this.database = EmbeddedDatabase.accessTo(new DataDirectory(data));
  }

  /**
   * Gives a bucket that many rows more.
   *
   * @param key of an object in it
   */
  void join(String bucket, String key, long objects) throws IOException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      String rows = rows(String.join(", ", columns(statement)));
      // Nobody waits to be told of them.
      statement.execute("alter table objects.object_version disable trigger told_of_new");
      for (long from = 1; from <= objects; from += BATCH) {
        long to = Math.min(objects, from + BATCH - 1);
        insert(connection, rows, from, to, bucket, key);
        insert(connection, BLOBS, from, to);
      }
      statement.execute("alter table objects.object_version enable trigger told_of_new");
      statement.execute("vacuum analyze objects.object_version, objects.blob, objects.blob_bytes");
    } catch (SQLException refused) {
      throw new IOException("the database takes no rows", refused);
    }
  }

  /** Keys are spread as hashes are, so that rows come to the indexes in no order. */
  private static String rows(String columns) {
    return """
        insert into objects.object_version (key, version_id, place, %1$s)
        select 'crowd/' || md5(i::text), version_id, nextval('objects.version_place'), %1$s
          from objects.object_version, generate_series(?::bigint, ?::bigint) i
         where bucket = ? and key = ?
        """
        .formatted(columns);
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

  private static void insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }
}
