package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a running embedded database promises: durability, order, passwords, silence. */
class EmbeddedDatabaseSettingsTest {
  @TempDir static Path folder;
  private static DataDirectory data;
  private static EmbeddedDatabase database;
  private static DatabaseAccess access;

  @BeforeAll
  static void start() {
    data = new DataDirectory(folder.resolve("data"));
    data.create();
    database = EmbeddedDatabase.start(data, Queries.PROGRAMS);
    access = database.access();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "data_checksums, on",
    "listen_addresses, 127.0.0.1",
    "server_encoding, UTF8",
    "log_statement, none",
    "is_superuser, off"
  })
  void setting_isAsPromised(String name, String value) throws SQLException {
    assertThat(Queries.query(access, "SHOW " + name)).containsExactly(value);
  }

  @Test
  void text_collatesByItsUtf8Bytes() throws SQLException {
    // UTF-16 puts the last two the other way round, a dictionary the letters.
    assertThat(
            Queries.query(
                access,
                "SELECT v FROM (VALUES ('\uD83D\uDE00'), ('\uFFFD'), ('a'), ('B'), ('\u00E9'), ('-'))"
                    + " t(v) ORDER BY v"))
        .containsExactly("-", "B", "a", "\u00E9", "\uFFFD", "\uD83D\uDE00");
  }

  @ParameterizedTest
  @CsvSource({
    "strongroom, ''",
    "strongroom, wrong",
    "strongroom_admin, ''",
    "strongroom_admin, wrong"
  })
  void connect_wrongOrNoPassword_isRefused(String user, String password) {
    assertThatThrownBy(() -> DriverManager.getConnection(access.jdbcUrl(), user, password).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void access_role_ownsItsDatabaseAndReachesNoFurther() throws SQLException {
    Queries.execute(access, "CREATE SCHEMA own");

    assertThatThrownBy(() -> Queries.execute(access, "COPY (SELECT 1) TO PROGRAM 'true'"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void log_failingStatementsWithData_leaveNoTrace() throws SQLException, IOException {
    Queries.execute(access, "CREATE TABLE secrets (key text PRIMARY KEY)");
    Queries.execute(access, "INSERT INTO secrets VALUES ('cleartext-marker')");
    assertThatThrownBy(
            () -> Queries.execute(access, "INSERT INTO secrets VALUES ('cleartext-marker')"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> Queries.query(access, "SELECT 'cleartext-marker'::int"))
        .isInstanceOf(SQLException.class);

    try (Stream<Path> logs = Files.list(data.logs())) {
      for (Path log : logs.toList()) {
        assertThat(PrivateFilesTest.mode(log)).isEqualTo("rw-------");
        assertThat(Files.readString(log)).doesNotContain("cleartext-marker");
      }
    }
  }
}
