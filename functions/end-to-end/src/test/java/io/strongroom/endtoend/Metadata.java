package io.strongroom.endtoend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database under a running server, as its owner sees it. */
final class Metadata implements AutoCloseable {
  private static final String WRONG_REFERENCES =
      """
      with used as (
        select id, count(*) as n from (
          select unnest(blob_ids) as id from objects.object_version
          union all select blob_id from objects.upload_part) x
         group by id)
      select count(*) from objects.blob b left join used u using (id)
       where b.refs <> coalesce(u.n, 0)
      """;

  private final Connection connection;

  /**
   * @param connection closed with this
   */
  Metadata(Connection connection) {
    this.connection = connection;
  }

  /** The one value of the one row. */
  String text(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) {
        throw new AssertionError("no row");
      }
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many blobs count other references than there are. */
  long wrongReferences() {
    return Long.parseLong(text(WRONG_REFERENCES));
  }

  /** Changes what is recorded. */
  void change(String statement) {
    try (Statement change = connection.createStatement()) {
      change.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The envelope or the manifest of an object. */
  byte[] read(String column, String bucket, String key) {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select " + column + " from objects.object_version where bucket = ? and key = ?")) {
      query.setString(1, bucket);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void write(String column, byte[] value, String bucket, String key) {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update objects.object_version set " + column + " = ? where bucket = ? and key = ?")) {
      update.setBytes(1, value);
      update.setString(2, bucket);
      update.setString(3, key);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The sealed bytes beside an object's record. */
  byte[] bytes(String bucket, String key) {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select y.bytes from objects.object_version v join objects.blob_bytes y"
                + " on y.blob_id = any(v.blob_ids) where v.bucket = ? and v.key = ?")) {
      query.setString(1, bucket);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError("no bytes beside the record");
        }
        return row.getBytes(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void writeBytes(byte[] value, String bucket, String key) {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update objects.blob_bytes y set bytes = ? from objects.object_version v"
                + " where y.blob_id = any(v.blob_ids) and v.bucket = ? and v.key = ?")) {
      update.setBytes(1, value);
      update.setString(2, bucket);
      update.setString(3, key);
      if (update.executeUpdate() != 1) {
        throw new AssertionError("no bytes beside the record");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
