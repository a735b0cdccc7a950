package io.strongroom.launcher;

import io.strongroom.certificates.LocalCertificateAuthority;
import io.strongroom.certificates.ServerNames;
import io.strongroom.local.AtOnce;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.Identities;
import io.strongroom.local.LocalState;
import io.strongroom.local.Preparation;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A prepared data folder: locked, with identities, certificates and a running, migrated database.
 */
public final class LocalServer implements Preparation {
  private static final Duration RENEWAL = Duration.ofHours(12);
  private static final String RELOAD = "1h";

  private final ServeOptions options;
  private final LocalState state;
  private @Nullable CertificateRenewal renewal;

  /**
   * @param options what to serve
   * @param migrations run on every start, at once: none needs what another one makes
   */
  public LocalServer(ServeOptions options, List<SchemaMigration> migrations) {
    this.options = options;
    this.state = new LocalState(options.data(), options.database(), migrations);
  }

  /** Prepares the folder and sets the system properties named in {@link Settings}. */
  @Override
  public synchronized void prepare() {
    DataDirectory data = options.data();
    state.open();
    Ports ports = options.ports().resolve(options.host());
    SecureRandom random = new SecureRandom();
    LocalCertificateAuthority authority =
        new LocalCertificateAuthority(data.tls(), Clock.systemUTC(), random);
    ServerNames names = ServerNames.of(options.host(), options.tls().names());
    Identities identities = prepared(data, () -> state.identities(random));
    DatabaseAccess access =
        AtOnce.of(
            state::database,
            () ->
                prepared(
                    data,
                    () -> {
                      authority.prepare(names);
                      return names;
                    }));
    Properties properties = System.getProperties();
    properties.putAll(network(ports, authority));
    properties.putAll(console(ports));
    properties.putAll(state(access));
    properties.putAll(kms(identities));
    // An operator, or a test, may want it sooner.
    properties.putIfAbsent(Settings.TLS_RELOAD, RELOAD);
    if (options.tls().own().isEmpty()) {
      renewal = new CertificateRenewal(authority, names, RENEWAL);
    }
  }

  @FunctionalInterface
  private interface Preparing<T> {
    T prepare() throws IOException;
  }

  private static <T> T prepared(DataDirectory data, Preparing<T> part) {
    try {
      return part.prepare();
    } catch (IOException e) {
      throw new StartupException(
          "Cannot prepare the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
  }

  private Map<String, String> network(Ports ports, LocalCertificateAuthority local) {
    ServerTls.Own certificate =
        options
            .tls()
            .own()
            .orElseGet(
                () ->
                    new ServerTls.Own(
                        local.serverCertificateFile(),
                        local.serverKeyFile(),
                        Optional.of(local.authorityCertificateFile())));
    return Map.ofEntries(
        Map.entry(Settings.HTTP_HOST, options.host()),
        Map.entry(Settings.HTTP_PORT, Integer.toString(ports.http())),
        Map.entry(Settings.HTTPS_PORT, Integer.toString(ports.https())),
        Map.entry(Settings.INSECURE_REQUESTS, "enabled"),
        Map.entry(Settings.TLS_CONFIGURATION, Settings.TLS_CONFIGURATION_NAME),
        Map.entry(Settings.TLS_CERTIFICATE, certificate.certificate().toString()),
        Map.entry(Settings.TLS_KEY, certificate.key().toString()),
        Map.entry(
            Settings.AUTHORITY_CERTIFICATE, certificate.authority().map(Path::toString).orElse("")),
        Map.entry(Settings.MANAGEMENT_HOST, ServeOptions.LOOPBACK),
        Map.entry(Settings.MANAGEMENT_PORT, Integer.toString(ports.management())),
        // Plaintext data keys travel over plain HTTP there: never beyond this machine.
        Map.entry(Settings.KMS_HOST, ServeOptions.LOOPBACK),
        Map.entry(Settings.KMS_PORT, Integer.toString(ports.kms())),
        Map.entry(Settings.REGION, options.region()),
        Map.entry(Settings.KMS_REGION, options.region()));
  }

  private Map<String, String> console(Ports ports) {
    return ports.console().isEmpty()
        ? Map.of(Settings.CONSOLE_ENABLED, "false")
        : Map.of(
            Settings.CONSOLE_ENABLED,
            "true",
            Settings.CONSOLE_HOST,
            options.host(),
            Settings.CONSOLE_PORT,
            Integer.toString(ports.console().getAsInt()));
  }

  private Map<String, String> state(DatabaseAccess access) {
    DataDirectory data = options.data();
    return Map.of(
        Settings.DATABASE_REACTIVE_URL, access.reactiveUrl(),
        Settings.DATABASE_JDBC_URL, access.jdbcUrl(),
        Settings.DATABASE_USER, access.user(),
        Settings.DATABASE_PASSWORD, access.password(),
        Settings.BLOBS_DIRECTORY, data.blobs().toString(),
        // The lock on the data folder is held by now.
        Settings.BLOBS_EXCLUSIVE, "true",
        Settings.CREDENTIALS_FILE, data.identityFile().toString(),
        Settings.DATA_DIRECTORY, data.root().toString());
  }

  private Map<String, String> kms(Identities identities) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        Settings.KMS_ROOT_KEY_FILE, options.data().secrets().resolve("kms-root.key").toString());
    settings.put(Settings.KMS_SERVICE_ACCESS_KEYS, identities.service().accessKeyId());
    settings.put(Settings.KMS_ADMIN_SECRET_FILE, options.data().adminSecretFile().toString());
    if (options.kmsAdmin().isPresent()) {
      settings.put(Settings.KMS_TEST_CONTROLS, "true");
      settings.put(
          Settings.KMS_TEST_CONTROLS_ON_KEPT_KEYS,
          Boolean.toString(options.kmsAdmin().get() == ServeOptions.KmsAdmin.ON_KEPT_KEYS));
    }
    options.kmsRate().ifPresent(rate -> settings.put(Settings.KMS_RATE, Integer.toString(rate)));
    return settings;
  }

  /**
   * Tells clients where the server in this process listens, from the system properties set above.
   *
   * @return what to print; its first line says that the server is ready
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
    return new Banner(endpoints, data, System.getProperty(Settings.PROGRAM, "strongroom")).text();
  }

  /** Relative in the data folder, which may be somewhere else for those who read it. */
  private static String authority() {
    String file = System.getProperty(Settings.AUTHORITY_CERTIFICATE, "");
    Path folder = Path.of(System.getProperty(Settings.DATA_DIRECTORY, ""));
    return !file.isEmpty() && Path.of(file).startsWith(folder)
        ? folder.relativize(Path.of(file)).toString()
        : file;
  }

  /** Where the server in this process listens, from the system properties set above. */
  public static Endpoints endpoints() {
    Ports ports =
        new Ports(
            Integer.getInteger(Settings.HTTP_PORT, 0),
            Integer.getInteger(Settings.HTTPS_PORT, 0),
            Integer.getInteger(Settings.KMS_PORT, 0),
            Integer.getInteger(Settings.MANAGEMENT_PORT, 0),
            Boolean.getBoolean(Settings.CONSOLE_ENABLED)
                ? OptionalInt.of(Integer.getInteger(Settings.CONSOLE_PORT, 0))
                : OptionalInt.empty());
    return Endpoints.of(
        System.getProperty(Settings.HTTP_HOST, ServeOptions.LOOPBACK),
        ports,
        System.getProperty(Settings.REGION, ""),
        authority());
  }

  @Override
  public synchronized void close() {
    if (renewal != null) {
      renewal.close();
    }
    state.close();
  }
}
