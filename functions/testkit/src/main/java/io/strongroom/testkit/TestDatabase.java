package io.strongroom.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a test needs to be there and the function under test cannot make. */
public final class TestDatabase {

  static final String URL_PROPERTY = "test.jdbc-url";

  private TestDatabase() {}

  /** A bucket of the tests' user, unless it is there already. */
  public static void createBucket(String name) {
    createBucket(name, TestIdentity.ACCOUNT);
  }

  /** A bucket of any owner, unless it is there already. */
  public static void createBucket(String name, String owner) {
    String url = ConfigProvider.getConfig().getValue(URL_PROPERTY, String.class);
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
}
