package io.strongroom.emulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strongroom.emulator.store.KmsSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** A database and a root key of the tests' own. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

  static final String ACCESS_KEY = "AKIDTESTTESTTESTTEST";
  static final String SECRET_KEY = "a secret of the tests";
  static final String OTHER_ACCESS_KEY = "AKIDOTHEROTHEROTHER0";
  static final String TOKEN = "a token of alice";
  static final String OTHER_TOKEN = "a token of eve";
  static final String SERVICE_ACCESS_KEY = "AKIDSERVICESERVICE00";

  /** Of a service whose rights are bounded to those of put-object. */
  static final String WRITER_ACCESS_KEY = "AKIDWRITER";

  // Classes of another class loader ask.
  static final String SECRET_FILE = "strongroom.tests.admin-secret-file";
  private static final String JDBC_URL = "strongroom.tests.jdbc-url";

  private EmbeddedPostgres postgres;
  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.builder().start();
      folder = Files.createTempDirectory("strongroom-kms");
      System.setProperty(SECRET_FILE, folder.resolve("admin.secret").toString());
      System.setProperty(JDBC_URL, postgres.getJdbcUrl("postgres", "postgres"));
      KmsSchema.migrate(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
      return Map.ofEntries(
          Map.entry(
              "quarkus.datasource.kms.reactive.url",
              "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres"),
          Map.entry("quarkus.datasource.kms.username", "postgres"),
          Map.entry("quarkus.datasource.kms.password", "none"),
          Map.entry("strongroom.kms.http-port", "0"),
          Map.entry("strongroom.kms.requests-per-second", "10000"),
          Map.entry("strongroom.kms.test-controls", "true"),
          Map.entry("strongroom.kms.test-controls-on-kept-keys", "true"),
          Map.entry("strongroom.kms.admin-secret-file", folder.resolve("admin.secret").toString()),
          Map.entry("strongroom.kms.on-demand-rotations", "10"),
          Map.entry("strongroom.kms.root-key-file", folder.resolve("root.key").toString()),
          Map.entry(
              "strongroom.kms.service-access-keys", SERVICE_ACCESS_KEY + "," + WRITER_ACCESS_KEY),
          Map.entry("strongroom.kms.boundaries." + WRITER_ACCESS_KEY, boundary(folder).toString()),
          secret(WRITER_ACCESS_KEY),
          account(WRITER_ACCESS_KEY, "000000000000"),
          principal(WRITER_ACCESS_KEY, "arn:aws:iam::000000000000:role/put-object"),
          Map.entry("strongroom.kms.tokens.alice.value", TOKEN),
          Map.entry("strongroom.kms.tokens.alice.access-key", ACCESS_KEY),
          Map.entry("strongroom.kms.tokens.alice.project", "project1"),
          Map.entry("strongroom.kms.tokens.eve.value", OTHER_TOKEN),
          Map.entry("strongroom.kms.tokens.eve.access-key", OTHER_ACCESS_KEY),
          Map.entry("strongroom.kms.tokens.old.value", "an old token"),
          Map.entry("strongroom.kms.tokens.old.access-key", ACCESS_KEY),
          Map.entry("strongroom.kms.tokens.old.expires", "2020-01-01T00:00:00Z"),
          secret(ACCESS_KEY),
          account(ACCESS_KEY, "111122223333"),
          principal(ACCESS_KEY, "arn:aws:iam::111122223333:user/alice"),
          secret(OTHER_ACCESS_KEY),
          account(OTHER_ACCESS_KEY, "444455556666"),
          principal(OTHER_ACCESS_KEY, "arn:aws:iam::444455556666:user/eve"),
          secret(SERVICE_ACCESS_KEY),
          account(SERVICE_ACCESS_KEY, "000000000000"),
          principal(SERVICE_ACCESS_KEY, "arn:aws:iam::000000000000:user/strongroom"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a service that writes objects: new data keys, and keys of open uploads. */
  private static Path boundary(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("put-object.json"),
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "kms:GenerateDataKey", "Resource": "*"},
          {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
           "Condition": {"StringEquals": {"kms:EncryptionContext:strongroom:use": "upload"}}}]}
        """);
  }

  private static Map.Entry<String, String> secret(String accessKey) {
    return Map.entry("strongroom.kms.credentials." + accessKey + ".secret", SECRET_KEY);
  }

  private static Map.Entry<String, String> account(String accessKey, String account) {
    return Map.entry("strongroom.kms.credentials." + accessKey + ".account", account);
  }

  private static Map.Entry<String, String> principal(String accessKey, String arn) {
    return Map.entry("strongroom.kms.credentials." + accessKey + ".principal", arn);
  }

  /** Where the database listens. */
  int port() {
    return postgres.getPort();
  }

  /** A connection that is not the KMS's. */
  static Connection connection() throws SQLException {
    return DriverManager.getConnection(System.getProperty(JDBC_URL), "postgres", "none");
  }

  /** Runs a statement on a connection of its own. */
  static void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** The one number that a query of the tests' own gives, on a connection of its own. */
  static long query(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void stop() {
    try {
      postgres.close();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
