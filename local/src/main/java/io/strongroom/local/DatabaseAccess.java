package io.strongroom.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach a PostgreSQL database. Prints without its password.
 *
 * @param address host, port, database and parameters in the form {@code //host:port/database?…}
 * @param user the role
 * @param password its password, possibly empty
 */
public record DatabaseAccess(String address, String user, String password) {

  /** The URL for JDBC. */
  public String jdbcUrl() {
    return "jdbc:postgresql:" + address;
  }

  /**
   * Opens a connection, which the caller closes.
   *
   * @throws SQLException if the database does not let us in
   */
  public Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    return EmbeddedDatabase.driver().connect(jdbcUrl(), login);
  }

  /** The URL for the reactive client. */
  public String reactiveUrl() {
    return "postgresql:" + address;
  }

  /**
   * Parses {@code postgresql://user:password@host:port/database?parameters}. What the URL leaves
   * out is taken from {@code STRONGROOM_DATABASE_USER} and {@code STRONGROOM_DATABASE_PASSWORD},
   * which keeps the password out of the list of processes.
   *
   * @throws StartupException if it is not such a URL or names no user
   */
  public static DatabaseAccess parse(String url, Map<String, String> environment) {
    URI uri = uri(url);
    if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
        || uri.getHost() == null
        || uri.getPath() == null
        || uri.getPath().length() < 2) {
      throw notADatabase();
    }
    String[] userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    String user =
        userInfo[0].isEmpty() ? environment.get("STRONGROOM_DATABASE_USER") : decode(userInfo[0]);
    if (user == null || user.isEmpty()) {
      throw new StartupException(
          "--database-url names no user; put one into the URL or into STRONGROOM_DATABASE_USER.");
    }
    String password =
        userInfo.length == 2
            ? decode(userInfo[1])
            : environment.getOrDefault("STRONGROOM_DATABASE_PASSWORD", "");
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new DatabaseAccess(
        "//" + uri.getHost() + ":" + port + uri.getRawPath() + query, user, password);
  }

  private static URI uri(String url) {
    try {
      return new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
    } catch (URISyntaxException e) {
      // Its message quotes the URL, and with it a password.
      throw notADatabase();
    }
  }

  private static StartupException notADatabase() {
    return new StartupException(
        "--database-url must have the form postgresql://user@host:port/database.");
  }

  private static String decode(String text) {
    // In the user part of a URL a plus sign is itself, not a space.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DatabaseAccess[" + address + ", " + user + ", [redacted]]";
  }
}
