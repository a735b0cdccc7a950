package io.strongroom.gateway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A prepared data folder: locked, with identities, certificates and a running, migrated database.
 *
 * <p>Thread-safe: preparing and closing exclude each other, so a signal during the start waits for
 * the step at hand and then undoes all of them.
 */
public final class LocalServer implements AutoCloseable {
  private final ServeOptions options;
  private final List<SchemaMigration> migrations;
  private @Nullable DataDirectoryLock lock;
  private @Nullable EmbeddedDatabase database;
  private boolean closed;

  /**
   * @param options what to serve
   * @param migrations run in this order on every start
   */
  public LocalServer(ServeOptions options, List<SchemaMigration> migrations) {
    this.options = options;
    this.migrations = List.copyOf(migrations);
  }

  /**
   * Prepares the folder and sets the system properties named in {@link Settings}.
   *
   * @throws StartupException if anything stands in the way; call {@link #close} all the same
   */
  public synchronized void prepare() {
    if (closed) {
      throw new StartupException("Stopped before the start was complete.");
    }
    DataDirectory data = options.data();
    data.create();
    lock = DataDirectoryLock.acquire(data);
    Ports ports = options.ports().resolve(options.host());
    SecureRandom random = new SecureRandom();
    LocalCertificateAuthority authority =
        new LocalCertificateAuthority(data.tls(), Clock.systemUTC(), random);
    Identities identities;
    try {
      Files.deleteIfExists(data.endpointsFile());
      identities = Identities.readOrCreate(data.identityFile(), random);
      authority.prepare(ServerNames.of(options.host(), options.tlsNames()));
    } catch (IOException e) {
      throw new StartupException(
          "Cannot prepare the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
    DatabaseAccess access = databaseAccess(data);
    migrate(access);
    Properties properties = System.getProperties();
    properties.putAll(network(ports, authority));
    properties.putAll(state(access));
    properties.putAll(kms(identities));
  }

  private void migrate(DatabaseAccess access) {
    try {
      for (SchemaMigration migration : migrations) {
        migration.migrate(access.jdbcUrl(), access.user(), access.password());
      }
    } catch (RuntimeException e) {
      // Parameters of the URL may hold a password.
      String database = access.address().replaceFirst("\\?.*", "");
      throw StartupException.because("Cannot bring the tables of " + database + " up to date", e);
    }
  }

  private DatabaseAccess databaseAccess(DataDirectory data) {
    if (options.databaseUrl().isPresent()) {
      return DatabaseAccess.parse(options.databaseUrl().get(), System.getenv());
    }
    EmbeddedDatabase started = EmbeddedDatabase.start(data, cache(data));
    database = started;
    return started.access();
  }

  /**
   * Where unpacked programs are shared between data folders: the user's cache, where there is one.
   */
  private static Path cache(DataDirectory data) {
    String configured = System.getenv("XDG_CACHE_HOME");
    if (configured != null && Path.of(configured).isAbsolute()) {
      return Path.of(configured, "strongroom");
    }
    Path home = Path.of(System.getProperty("user.home"));
    return home.isAbsolute() && Files.isWritable(home)
        ? home.resolve(".cache").resolve("strongroom")
        : data.root().resolve("cache");
  }

  private Map<String, String> network(Ports ports, LocalCertificateAuthority authority) {
    return Map.ofEntries(
        Map.entry(Settings.HTTP_HOST, options.host()),
        Map.entry(Settings.HTTP_PORT, Integer.toString(ports.http())),
        Map.entry(Settings.HTTPS_PORT, Integer.toString(ports.https())),
        Map.entry(Settings.INSECURE_REQUESTS, "enabled"),
        Map.entry(Settings.TLS_CONFIGURATION, Settings.TLS_CONFIGURATION_NAME),
        Map.entry(Settings.TLS_CERTIFICATE, authority.serverCertificateFile().toString()),
        Map.entry(Settings.TLS_KEY, authority.serverKeyFile().toString()),
        Map.entry(Settings.AUTHORITY_CERTIFICATE, authority.authorityCertificateFile().toString()),
        Map.entry(Settings.MANAGEMENT_HOST, ServeOptions.LOOPBACK),
        Map.entry(Settings.MANAGEMENT_PORT, Integer.toString(ports.management())),
        // Plaintext data keys travel over plain HTTP there: never beyond this machine.
        Map.entry(Settings.KMS_HOST, ServeOptions.LOOPBACK),
        Map.entry(Settings.KMS_PORT, Integer.toString(ports.kms())),
        Map.entry(Settings.REGION, options.region()));
  }

  private Map<String, String> state(DatabaseAccess access) {
    DataDirectory data = options.data();
    return Map.of(
        Settings.DATABASE_REACTIVE_URL, access.reactiveUrl(),
        Settings.DATABASE_JDBC_URL, access.jdbcUrl(),
        Settings.DATABASE_USER, access.user(),
        Settings.DATABASE_PASSWORD, access.password(),
        Settings.BLOBS_DIRECTORY, data.blobs().toString(),
        Settings.CREDENTIALS_FILE, data.identityFile().toString(),
        Settings.DATA_DIRECTORY, data.root().toString());
  }

  private Map<String, String> kms(Identities identities) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        Settings.KMS_ROOT_KEY_FILE, options.data().secrets().resolve("kms-root.key").toString());
    settings.put(Settings.KMS_SERVICE_ACCESS_KEYS, identities.service().accessKeyId());
    options.kmsRate().ifPresent(rate -> settings.put(Settings.KMS_RATE, Integer.toString(rate)));
    return settings;
  }

  /**
   * Tells clients where the server in this process listens, from the system properties set above.
   *
   * @return the one line to print
   * @throws StartupException if the file for {@code env} cannot be written
   */
  public static String announce() {
    Endpoints endpoints = endpoints();
    DataDirectory data =
        new DataDirectory(Path.of(System.getProperty(Settings.DATA_DIRECTORY, "")));
    try {
      endpoints.write(data.endpointsFile());
    } catch (IOException e) {
      throw new StartupException(
          "Cannot write to the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
    return "Strongroom is ready: objects at %s and %s, KMS at %s, health at %s, data in %s"
        .formatted(
            endpoints.https(), endpoints.http(), endpoints.kms(), endpoints.health(), data.root());
  }

  /** Where the server in this process listens, from the system properties set above. */
  public static Endpoints endpoints() {
    Ports ports =
        new Ports(
            Integer.getInteger(Settings.HTTP_PORT, 0),
            Integer.getInteger(Settings.HTTPS_PORT, 0),
            Integer.getInteger(Settings.KMS_PORT, 0),
            Integer.getInteger(Settings.MANAGEMENT_PORT, 0));
    return Endpoints.of(
        System.getProperty(Settings.HTTP_HOST, ServeOptions.LOOPBACK),
        ports,
        System.getProperty(Settings.REGION, ""));
  }

  /** Stops the database and unlocks the folder; does nothing the second time. */
  @Override
  public synchronized void close() {
    closed = true;
    DataDirectoryLock held = lock;
    if (held == null) {
      return;
    }
    lock = null;
    try (held) {
      Files.deleteIfExists(options.data().endpointsFile());
      if (database != null) {
        database.close();
      }
    } catch (IOException e) {
      throw new StartupException("Cannot remove " + options.data().endpointsFile(), e);
    }
  }
}
