package io.strongroom.local;

import io.strongroom.local.PostgresPrograms.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * A PostgreSQL server for one data folder: durable, on loopback, with passwords.
 *
 * <p>Text collates bytewise (built-in {@code C.UTF-8}), which is the order object keys are listed
 * in. The server runs outside of this process and outlives a {@code kill -9} of it; the next start
 * stops such a server in good order before it starts its own. A server that ends by itself is
 * started again on the same port. Callers hold the data folder's lock. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String ADMINISTRATOR = "strongroom_admin";
  private static final String NAME = "strongroom";
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
  private static final long NEEDED_SPACE_IN_BYTES = 256L * 1024 * 1024;

  private final DataDirectory directory;
  private final PostgresPrograms programs;
  private final PostgresServer server;
  private final RandomText random;
  private int port;
  private boolean closed;

  private EmbeddedDatabase(DataDirectory directory, PostgresPrograms programs) {
    this.directory = directory;
    this.programs = programs;
    this.server = new PostgresServer(directory, programs);
    this.random = new RandomText(new SecureRandom());
  }

  /**
   * Starts the server of a data folder, after making it where there is none.
   *
   * @param directory the created and locked data folder
   * @param cache where the unpacked programs are kept between starts
   * @throws StartupException if it does not start; nothing is left running
   */
  static EmbeddedDatabase start(DataDirectory directory, Path cache) {
    try {
      Path home = PostgresArchive.unpack(cache);
      EmbeddedDatabase database =
          new EmbeddedDatabase(
              directory, new PostgresPrograms(home, PostgresPrograms.runsAsRoot(home)));
      database.launch();
      return database;
    } catch (IOException e) {
      throw new StartupException(
          "Cannot prepare the embedded PostgreSQL: " + DataDirectory.reason(e), e);
    } catch (SQLException e) {
      throw new StartupException(
          "The embedded PostgreSQL rejects the passwords in " + directory.secrets() + ".", e);
    }
  }

  /** How the application reaches its database, as a role that owns it and nothing else. */
  public synchronized DatabaseAccess access() {
    try {
      return new DatabaseAccess("//127.0.0.1:" + port + "/" + NAME, NAME, password(NAME));
    } catch (IOException e) {
      throw new StartupException(
          "Cannot read the database password: " + DataDirectory.reason(e), e);
    }
  }

  /**
   * How another process reaches the database of a server that runs on a data folder.
   *
   * @throws StartupException if none runs there
   */
  public static DatabaseAccess accessTo(DataDirectory directory) {
    try {
      PostmasterFile file = new PostmasterFile(directory.postgres());
      if (file.state() != PostmasterFile.State.RUNNING) {
        throw new StartupException(
            "No database runs on " + directory.root() + "; start the server.");
      }
      long port = file.port().orElseThrow(() -> new IOException("no port in postmaster.pid"));
      return new DatabaseAccess(
          "//127.0.0.1:" + port + "/" + NAME,
          NAME,
          PrivateFiles.read(passwordFile(directory, NAME)).strip());
    } catch (IOException e) {
      throw new StartupException(
          "Cannot read the data folder " + directory.root() + ": " + DataDirectory.reason(e), e);
    }
  }

  /** Stops the server: connections are ended, everything committed is on disk. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      server.stop();
    } catch (IOException e) {
      throw new StartupException("Cannot stop the embedded PostgreSQL.", e);
    }
  }

  private synchronized void launch() throws IOException, SQLException {
    initialize();
    server.stop();
    port = server.start();
    try {
      createRoleAndDatabase();
      watch();
    } catch (SQLException | IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void watch() throws IOException {
    Optional<ProcessHandle> process = server.process();
    if (process.isPresent()) {
      Thread.startVirtualThread(
          () -> {
            process.get().onExit().join();
            revive();
          });
    }
  }

  /** The application keeps its URL, so the new server has to answer where the old one did. */
  private synchronized void revive() {
    if (closed) {
      return;
    }
    System.err.println("strongroom: PostgreSQL ended unexpectedly; starting it again");
    try {
      server.restart(port);
      watch();
    } catch (IOException | StartupException e) {
      System.err.println("strongroom: " + e.getMessage());
    }
  }

  private void initialize() throws IOException {
    Path versionFile = directory.postgres().resolve("PG_VERSION");
    String major = PostgresArchive.VERSION.substring(0, PostgresArchive.VERSION.indexOf('.'));
    if (Files.exists(versionFile)) {
      String found = Files.readString(versionFile).strip();
      if (!found.equals(major)) {
        throw new StartupException(
            directory.postgres() + " belongs to PostgreSQL " + found + "; this is " + major + ".");
      }
      return;
    }
    requireSpace();
    // Made aside and renamed: an interrupted first start leaves nothing that looks like a database.
    Path unfinished = directory.root().resolve("postgres.unfinished");
    PostgresArchive.deleteRecursively(unfinished);
    Path passwordFile = passwordFile(ADMINISTRATOR);
    password(ADMINISTRATOR);
    Outcome outcome =
        programs.run(
            INITDB_LIMIT,
            "initdb",
            List.of(
                "--pgdata=" + unfinished,
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    if (!outcome.succeeded()) {
      throw new StartupException("Cannot make the database: " + outcome.lastWords());
    }
    PrivateFiles.write(
        unfinished.resolve("pg_hba.conf"), PostgresConfiguration.HOST_BASED_AUTHENTICATION);
    Files.move(unfinished, directory.postgres(), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.forceDirectory(directory.root());
  }

  private void requireSpace() throws IOException {
    long usable = Files.getFileStore(directory.root()).getUsableSpace();
    if (usable < NEEDED_SPACE_IN_BYTES) {
      throw new StartupException(
          "The disk of %s has %d MB left; a new database needs %d MB."
              .formatted(directory.root(), usable >> 20, NEEDED_SPACE_IN_BYTES >> 20));
    }
  }

  private void createRoleAndDatabase() throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("user", ADMINISTRATOR);
    properties.setProperty("password", password(ADMINISTRATOR));
    try (Connection connection =
            driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
        Statement statement = connection.createStatement()) {
      if (isAbsent(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password(NAME) + "'");
      }
      if (isAbsent(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    }
  }

  /** Not through DriverManager, which finds drivers by class loader. */
  static Driver driver() {
    return ServiceLoader.load(Driver.class, EmbeddedDatabase.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(driver -> driver.getClass().getName().startsWith("org.postgresql."))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the PostgreSQL driver is not on the class path"));
  }

  private static boolean isAbsent(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return !result.next();
    }
  }

  /** The password of a role, random and kept in the folder from the first time it is asked for. */
  private String password(String role) throws IOException {
    Path file = passwordFile(role);
    if (Files.notExists(file)) {
      PrivateFiles.write(file, random.secret() + "\n");
    }
    return PrivateFiles.read(file).strip();
  }

  private Path passwordFile(String role) {
    return passwordFile(directory, role);
  }

  private static Path passwordFile(DataDirectory directory, String role) {
    return directory.secrets().resolve("postgres-" + role + ".password");
  }
}
