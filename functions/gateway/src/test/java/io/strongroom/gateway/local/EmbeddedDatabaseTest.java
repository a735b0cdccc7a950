package io.strongroom.gateway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir static Path cache;
  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void create() {
    data = new DataDirectory(folder.resolve("it's data"));
    data.create();
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(data, cache);
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database.access());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database.access());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private ProcessHandle postmaster() throws IOException {
    return new PostmasterFile(data.postgres()).process().orElseThrow();
  }

  @Test
  void start_stopAndStart_keepsTheData() throws Exception {
    try (EmbeddedDatabase database = start()) {
      execute(database, "CREATE TABLE kept AS SELECT 'here' AS value");
    }
    assertThat(new PostmasterFile(data.postgres()).process()).isEmpty();

    try (EmbeddedDatabase database = start()) {
      assertThat(query(database, "SELECT value FROM kept")).containsExactly("here");
    }
  }

  @Test
  void start_afterThePostmasterWasKilled_keepsWhatWasCommitted() throws Exception {
    EmbeddedDatabase killed = start();
    execute(killed, "CREATE TABLE kept AS SELECT 'here' AS value");
    ProcessHandle postmaster = postmaster();
    postmaster.destroyForcibly();
    postmaster.onExit().join();

    try (EmbeddedDatabase database = start()) {
      assertThat(query(database, "SELECT value FROM kept")).containsExactly("here");
    }
  }

  @Test
  void start_whileALeftoverServerRuns_stopsItFirst() throws Exception {
    EmbeddedDatabase leftover = start();
    execute(leftover, "CREATE TABLE kept AS SELECT 'here' AS value");
    ProcessHandle before = postmaster();

    try (EmbeddedDatabase database = start()) {
      assertThat(before.onExit()).succeedsWithin(Duration.ofSeconds(10));
      assertThat(postmaster().pid()).isNotEqualTo(before.pid());
      assertThat(query(database, "SELECT value FROM kept")).containsExactly("here");
    }
  }

  @Test
  void start_processNumberOfAnotherProgramInTheFile_leavesThatProgramAlone() throws Exception {
    start().close();
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          data.postgres().resolve("postmaster.pid"),
          other.pid() + "\n" + data.postgres() + "\n1\n1\n\n127.0.0.1\n 1 1\nready\n");

      try (EmbeddedDatabase database = start()) {
        assertThat(query(database, "SELECT 'up'")).containsExactly("up");
        assertThat(other.isAlive()).isTrue();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void start_interruptedFirstStart_beginsAnew() throws Exception {
    Path unfinished = Files.createDirectory(data.root().resolve("postgres.unfinished"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

    try (EmbeddedDatabase database = start()) {
      assertThat(query(database, "SELECT 'up'")).containsExactly("up");
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void start_dataOfAnotherVersion_rejectedAndUntouched() throws Exception {
    Files.createDirectory(data.postgres());
    Files.writeString(data.postgres().resolve("PG_VERSION"), "12\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("PostgreSQL 12");
    assertThat(data.postgres()).isDirectoryNotContaining(path -> !path.endsWith("PG_VERSION"));
  }

  @Test
  void start_settings_areDurableAndCollateBytewise() throws Exception {
    try (EmbeddedDatabase database = start()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(query(database, "SHOW " + setting)).as(setting).containsExactly("on");
      }
      assertThat(query(database, "SHOW data_checksums")).containsExactly("on");
      assertThat(query(database, "SHOW listen_addresses")).containsExactly("127.0.0.1");
      assertThat(query(database, "SHOW server_encoding")).containsExactly("UTF8");
      // The order of UTF-8 bytes; UTF-16 and every dictionary order differ.
      assertThat(
              query(
                  database,
                  "SELECT v FROM (VALUES ('\uD83D\uDE00'), ('\uFFFD'), ('a'), ('B'), ('é'), ('-'))"
                      + " t(v) ORDER BY v"))
          .containsExactly("-", "B", "a", "é", "\uFFFD", "\uD83D\uDE00");
    }
  }

  @Test
  void start_wrongOrNoPassword_isRefused() {
    try (EmbeddedDatabase database = start()) {
      DatabaseAccess access = database.access();
      for (String user : List.of("strongroom", "strongroom_admin")) {
        for (String password : List.of("", "wrong")) {
          assertThatThrownBy(
                  () -> DriverManager.getConnection(access.jdbcUrl(), user, password).close())
              .as("%s with '%s'", user, password)
              .isInstanceOf(SQLException.class);
        }
      }
    }
  }

  @Test
  void access_role_ownsItsDatabaseAndIsNoSuperuser() throws Exception {
    try (EmbeddedDatabase database = start()) {
      assertThat(query(database, "SHOW is_superuser")).containsExactly("off");
      execute(database, "CREATE SCHEMA own");
      assertThatThrownBy(() -> execute(database, "COPY (SELECT 1) TO PROGRAM 'true'"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void log_failingStatementsWithData_leaveNoTrace() throws Exception {
    try (EmbeddedDatabase database = start()) {
      execute(database, "CREATE TABLE secrets (key text PRIMARY KEY)");
      execute(database, "INSERT INTO secrets VALUES ('cleartext-marker')");
      assertThatThrownBy(() -> execute(database, "INSERT INTO secrets VALUES ('cleartext-marker')"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> query(database, "SELECT 'cleartext-marker'::int"))
          .isInstanceOf(SQLException.class);
    }
    try (Stream<Path> logs = Files.list(data.logs())) {
      for (Path log : logs.toList()) {
        assertThat(PrivateFilesTest.mode(log)).isEqualTo("rw-------");
        assertThat(Files.readString(log)).doesNotContain("cleartext-marker");
      }
    }
  }

  @Test
  void close_twice_isAllowed() {
    EmbeddedDatabase database = start();
    database.close();
    database.close();
    assertThatThrownBy(() -> connect(database.access()).close()).isInstanceOf(SQLException.class);
  }
}
