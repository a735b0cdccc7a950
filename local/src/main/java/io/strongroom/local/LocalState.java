package io.strongroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data folder in use: locked, with identities and a running, migrated database.
 *
 * <p>Not thread-safe: a {@link Preparation} guards it.
 */
public final class LocalState implements AutoCloseable {
  private final DataDirectory data;
  private final DatabaseChoice choice;
  private final List<SchemaMigration> migrations;
  private @Nullable DataDirectoryLock lock;
  private @Nullable EmbeddedDatabase database;
  private boolean closed;

  /**
   * @param migrations run in this order on every start, unless the choice says otherwise
   */
  public LocalState(DataDirectory data, DatabaseChoice choice, List<SchemaMigration> migrations) {
    this.data = data;
    this.choice = choice;
    this.migrations = List.copyOf(migrations);
  }

  /** The folder. */
  public DataDirectory data() {
    return data;
  }

  /**
   * Makes the folder where there is none, and takes its lock.
   *
   * @throws StartupException if another server uses it, or it was closed already
   */
  public void open() {
    if (closed) {
      throw new StartupException("Stopped before the start was complete.");
    }
    data.create();
    lock = DataDirectoryLock.acquire(data);
  }

  /**
   * The folder's identities, made where there are none; says that no server is ready yet.
   *
   * @throws IOException if the folder cannot be read or written
   */
  public Identities identities(SecureRandom random) throws IOException {
    Files.deleteIfExists(data.endpointsFile());
    return Identities.readOrCreate(data.identityFile(), random);
  }

  /**
   * Starts the database, unless there is one, and migrates it. A native executable does neither: it
   * wants a database whose tables are in place.
   *
   * @throws StartupException if it does not start, or cannot be migrated
   */
  public DatabaseAccess database() {
    DatabaseAccess access = databaseAccess();
    if (Packaging.NATIVE || !choice.migrate()) {
      return access;
    }
    DatabaseAccess direct =
        choice.migrationUrl().map(url -> DatabaseAccess.parse(url, System.getenv())).orElse(access);
    try {
      AtOnce.run(
          migrations.stream()
              .<Runnable>map(
                  each -> () -> each.migrate(direct.jdbcUrl(), direct.user(), direct.password()))
              .toList());
    } catch (RuntimeException e) {
      // Parameters of the URL may hold a password.
      String address = direct.address().replaceFirst("\\?.*", "");
      throw StartupException.because("Cannot bring the tables of " + address + " up to date", e);
    }
    return access;
  }

  private DatabaseAccess databaseAccess() {
    if (choice.url().isPresent()) {
      return DatabaseAccess.parse(choice.url().get(), System.getenv());
    }
    if (Packaging.NATIVE) {
      throw new StartupException(
          "A native executable has no PostgreSQL of its own: name one with --database-url,"
              + " with its tables in place.");
    }
    EmbeddedDatabase started = EmbeddedDatabase.start(data, cache());
    database = started;
    return started.access();
  }

  /**
   * Where unpacked programs are shared between data folders: the user's cache, where there is one.
   */
  private Path cache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    if (configured != null && Path.of(configured).isAbsolute()) {
      return Path.of(configured, "strongroom");
    }
    Path home = Path.of(System.getProperty("user.home"));
    return home.isAbsolute() && Files.isWritable(home)
        ? home.resolve(".cache").resolve("strongroom")
        : data.root().resolve("cache");
  }

  /** Stops the database and unlocks the folder; does nothing the second time. */
  @Override
  public void close() {
    closed = true;
    DataDirectoryLock held = lock;
    if (held == null) {
      return;
    }
    lock = null;
    try (held) {
      Files.deleteIfExists(data.endpointsFile());
      if (database != null) {
        database.close();
      }
    } catch (IOException e) {
      throw new StartupException("Cannot remove " + data.endpointsFile(), e);
    }
  }
}
