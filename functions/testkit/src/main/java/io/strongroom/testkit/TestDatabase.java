package io.strongroom.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** What a test needs to be there and the function under test cannot make. */
public final class TestDatabase {

  /** System properties: the function may run in a process of its own, with its own settings. */
  static final String URL_PROPERTY = "test.jdbc-url";

  static final String BLOBS_PROPERTY = "test.blobs-directory";

  private TestDatabase() {}

  /** A bucket of the tests' user, unless it is there already. */
  public static void createBucket(String name) {
    createBucket(name, TestIdentity.ACCOUNT);
  }

  /** A bucket of any owner, unless it is there already. */
  public static void createBucket(String name, String owner) {
    String url = property(URL_PROPERTY);
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into objects.bucket (name, owner, region, created_at)"
                    + " values (?, ?, ?, now()) on conflict do nothing")) {
      insert.setString(1, name);
      insert.setString(2, owner);
      insert.setString(3, TestIdentity.REGION);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create bucket " + name, e);
    }
  }

  /** The policy of a bucket, in AWS's form. */
  public static void setPolicy(String bucket, String text) {
    String url = property(URL_PROPERTY);
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        PreparedStatement set =
            connection.prepareStatement(
                "with made as (insert into objects.bucket_policy (id, bucket, form, text)"
                    + " values (gen_random_uuid(), ?, 'AWS', ?) returning id, bucket)"
                    + " update objects.bucket b set policy_id = made.id from made"
                    + " where b.name = made.bucket")) {
      set.setString(1, bucket);
      set.setString(2, text);
      set.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot set the policy of " + bucket, e);
    }
  }

  /** Current delete markers of a bucket, as so many deletions would leave them. */
  public static void createMarkers(String bucket, String prefix, int count) {
    String url = property(URL_PROPERTY);
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into objects.object_version"
                    + " (bucket, key, version_id, is_latest, last_modified, delete_marker)"
                    + " select ?, ? || i, 'null', true, now(), true from generate_series(1, ?) i"
                    + " on conflict do nothing")) {
      insert.setString(1, bucket);
      insert.setString(2, prefix);
      insert.setInt(3, count);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create markers in " + bucket, e);
    }
  }

  /** The folder of the sealed objects; the function makes it when it is missing. */
  public static Path blobs() {
    return Path.of(property(BLOBS_PROPERTY));
  }

  /** The sealed bytes that rest beside an object's record; empty where they are in a blob. */
  public static Optional<byte[]> bytesBesideRecord(String bucket, String key) {
    String url = property(URL_PROPERTY);
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        PreparedStatement query =
            connection.prepareStatement(
                "select y.bytes from objects.object_version v join objects.blob_bytes y"
                    + " on y.blob_id = any(v.blob_ids) where v.bucket = ? and v.key = ?")) {
      query.setString(1, bucket);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the bytes of " + key, e);
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
