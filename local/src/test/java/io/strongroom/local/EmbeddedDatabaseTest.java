package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping. Making a database takes long, so most tests take turns on one. */
class EmbeddedDatabaseTest {
  @TempDir static Path shared;
  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void create() {
    data = new DataDirectory(shared.resolve("it's data"));
    data.create();
  }

  private void useFolderOfItsOwn() {
    data = new DataDirectory(folder.resolve("data"));
    data.create();
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(data, Queries.PROGRAMS);
  }

  private ProcessHandle postmaster() throws IOException {
    return new PostmasterFile(data.postgres()).process().orElseThrow();
  }

  @Test
  void start_stopAndStart_keepsTheData() throws Exception {
    try (EmbeddedDatabase database = start()) {
      Queries.execute(database.access(), "CREATE TABLE restarted AS SELECT 'here' AS value");
    }
    assertThat(new PostmasterFile(data.postgres()).process()).isEmpty();

    try (EmbeddedDatabase database = start()) {
      assertThat(Queries.query(database.access(), "SELECT value FROM restarted"))
          .containsExactly("here");
    }
  }

  /** Starts the server as a killed gateway leaves it: running, and watched by nobody. */
  private void leaveServerRunning() throws Exception {
    PostgresServer server =
        new PostgresServer(
            data,
            new PostgresPrograms(
                PostgresArchive.unpack(Queries.PROGRAMS),
                PostgresPrograms.runsAsRoot(data.root())));
    server.start();
  }

  @Test
  void start_afterThePostmasterWasKilled_keepsWhatWasCommitted() throws Exception {
    try (EmbeddedDatabase database = start()) {
      Queries.execute(database.access(), "CREATE TABLE crashed AS SELECT 'here' AS value");
    }
    leaveServerRunning();
    ProcessHandle postmaster = postmaster();
    postmaster.destroyForcibly();
    postmaster.onExit().join();

    try (EmbeddedDatabase database = start()) {
      assertThat(Queries.query(database.access(), "SELECT value FROM crashed"))
          .containsExactly("here");
    }
  }

  @Test
  void start_whileALeftoverServerRuns_stopsItFirst() throws Exception {
    try (EmbeddedDatabase database = start()) {
      Queries.execute(database.access(), "CREATE TABLE leftover AS SELECT 'here' AS value");
    }
    leaveServerRunning();
    ProcessHandle before = postmaster();

    try (EmbeddedDatabase database = start()) {
      assertThat(before.onExit()).succeedsWithin(Duration.ofSeconds(10));
      assertThat(postmaster().pid()).isNotEqualTo(before.pid());
      assertThat(Queries.query(database.access(), "SELECT value FROM leftover"))
          .containsExactly("here");
    }
  }

  @Test
  void serverEndsByItself_isStartedAgainOnTheSamePort() throws Exception {
    try (EmbeddedDatabase database = start()) {
      Queries.execute(database.access(), "CREATE TABLE revived AS SELECT 'here' AS value");
      DatabaseAccess before = database.access();

      postmaster().destroyForcibly();

      assertThat(answersAgain(database)).isTrue();
      assertThat(database.access()).isEqualTo(before);
      assertThat(Queries.query(database.access(), "SELECT value FROM revived"))
          .containsExactly("here");
    }
  }

  private static boolean answersAgain(EmbeddedDatabase database) throws InterruptedException {
    for (int attempt = 0; attempt < 300; attempt++) {
      Thread.sleep(100);
      if (answers(database)) {
        return true;
      }
    }
    return false;
  }

  private static boolean answers(EmbeddedDatabase database) {
    try {
      return !Queries.query(database.access(), "SELECT 1").isEmpty();
    } catch (SQLException e) {
      return false;
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
        assertThat(Queries.query(database.access(), "SELECT 'up'")).containsExactly("up");
        assertThat(other.isAlive()).isTrue();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void start_interruptedFirstStart_beginsAnew() throws Exception {
    useFolderOfItsOwn();
    Path unfinished = Files.createDirectory(data.root().resolve("postgres.unfinished"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

    try (EmbeddedDatabase database = start()) {
      assertThat(Queries.query(database.access(), "SELECT 'up'")).containsExactly("up");
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void start_dataOfAnotherVersion_rejectedAndUntouched() throws Exception {
    useFolderOfItsOwn();
    Files.createDirectory(data.postgres());
    Files.writeString(data.postgres().resolve("PG_VERSION"), "12\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("PostgreSQL 12");
    assertThat(data.postgres()).isDirectoryNotContaining(path -> !path.endsWith("PG_VERSION"));
  }

  @Test
  void close_twice_isAllowed() {
    EmbeddedDatabase database = start();

    database.close();
    database.close();

    assertThatThrownBy(() -> Queries.query(database.access(), "SELECT 1"))
        .isInstanceOf(SQLException.class);
  }
}
