package io.strongroom.endtoend;

import io.strongroom.local.DataDirectory;
import io.strongroom.protocol.http.Function;
import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.TemporaryFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What compose.yaml starts, as plain processes: HAProxy with the generated configuration in front
 * of six functions, each with its own database role and its own bounded access to the bundled KMS.
 */
final class SeparateFunctions implements Installation {

  private static final String DOMAINS = "localhost s3.localhost obs.localhost strongroom.local";

  private final TemporaryFolder temporary;
  private final Path folder;
  private final Path data;
  private final int kmsPort = FreePort.next();
  private final int httpPort = FreePort.next();
  private final int httpsPort = FreePort.next();
  private final int statusPort = FreePort.next();
  private final EmbeddedPostgres postgres;
  private final Collection<Background> processes = new ArrayList<>();
  private final Map<String, Replica> replicas = new LinkedHashMap<>();
  private final Map<String, Background> running = new HashMap<>();

  /** One process of a function. */
  record Replica(String function, int port, int healthPort) {}

  private SeparateFunctions() throws IOException {
    temporary = TemporaryFolder.create("strongroom-separate");
    folder = temporary.path();
    data = folder.resolve("data");
    // As in production: nobody is anybody without a password, but the owner of the database.
    Path access =
        Files.writeString(
            folder.resolve("pg_hba.conf"),
            "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("hba_file", access.toString())
            .setServerConfig("max_connections", "300")
            .start();
  }

  /**
   * Starts everything.
   *
   * @param replicated functions of which there are two
   */
  static SeparateFunctions start(Function... replicated) throws IOException {
    SeparateFunctions all = new SeparateFunctions();
    try {
      all.prepare();
      all.startKms();
      for (Function function : Function.values()) {
        all.add(function.id(), 1);
        if (List.of(replicated).contains(function)) {
          all.add(function.id(), 2);
        }
      }
      all.replicas.keySet().forEach(all::startReplica);
      all.replicas.keySet().forEach(all::awaitReady);
      all.startRouter();
      return all;
    } catch (IOException | RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private void prepare() {
    Background.run(
        "prepare",
        folder,
        Programs.gateway(
            "prepare",
            "--data=" + data,
            "--http-port=" + httpPort,
            "--https-port=" + httpsPort,
            "--kms-port=" + kmsPort),
        Map.of("STRONGROOM_BOUNDARIES", Programs.ROOT.resolve("deploy/kms/boundaries").toString()));
    Background.run(
        "migrate",
        folder,
        Programs.gateway(
            "migrate",
            "--database-url=postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres",
            "--role-passwords=" + secret("database")),
        Map.of());
  }

  private void startKms() throws IOException {
    Background kms =
        Background.start(
            "kms",
            folder,
            Programs.kms(),
            Map.of(
                "STRONGROOM_KMS_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "STRONGROOM_KMS_DB_USER",
                "strongroom_kms",
                "STRONGROOM_KMS_DB_PASSWORD",
                Files.readString(secret("database/kms")),
                "SMALLRYE_CONFIG_LOCATIONS",
                secret("kms/application.properties").toString(),
                "STRONGROOM_KMS_ADMIN_SECRET_FILE",
                new DataDirectory(data).adminSecretFile().toString(),
                "STRONGROOM_KMS_TEST_CONTROLS",
                "true",
                "STRONGROOM_KMS_HTTP_PORT",
                "" + kmsPort,
                "STRONGROOM_KMS_ROOT_KEY_FILE",
                secret("kms/root.key").toString(),
                "QUARKUS_HTTP_PORT",
                "0",
                "QUARKUS_MANAGEMENT_PORT",
                "0"));
    processes.add(kms);
    kms.awaitOk(URI.create("http://127.0.0.1:" + kmsPort + "/health"));
  }

  private void add(String function, int number) {
    replicas.put(function + "-" + number, new Replica(function, FreePort.next(), FreePort.next()));
  }

  /** Starts a replica, for the first time or again. */
  void startReplica(String name) {
    Replica replica = replicas.get(name);
    String secrets = "functions/" + replica.function + "/";
    Map<String, String> environment = new HashMap<>();
    environment.put("SMALLRYE_CONFIG_LOCATIONS", secret(secrets + "application.properties") + "");
    environment.put("STRONGROOM_CREDENTIALS_FILE", secret(secrets + "credentials.properties") + "");
    environment.put("STRONGROOM_BLOBS_DIRECTORY", data.resolve("blobs").toString());
    environment.put("STRONGROOM_KEY_SERVICE_ENDPOINT", "http://127.0.0.1:" + kmsPort);
    environment.put("STRONGROOM_KEY_SERVICE_BUNDLED", "true");
    environment.put(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
    environment.put("QUARKUS_SHUTDOWN_DELAY", "5s");
    environment.put("QUARKUS_SHUTDOWN_TIMEOUT", "60s");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "" + replica.port);
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", "" + replica.healthPort);
    Background process =
        Background.start(name, folder, Programs.function(replica.function), environment);
    processes.add(process);
    running.put(name, process);
  }

  void awaitReady(String name) {
    running.get(name).awaitOk(readiness(name));
  }

  private void startRouter() throws IOException {
    StringBuilder backends = new StringBuilder();
    for (Function function : Function.values()) {
      backends
          .append("backend ")
          .append(function.id())
          .append("\n  balance leastconn\n  option httpchk GET /q/health/ready\n")
          .append("  default-server check inter 1s fall 2 rise 1\n");
      replicas.forEach(
          (name, replica) -> {
            if (replica.function.equals(function.id())) {
              backends.append(
                  "  server %s 127.0.0.1:%d port %d\n"
                      .formatted(name, replica.port, replica.healthPort));
            }
          });
    }
    Path servers = Files.writeString(folder.resolve("backends.cfg"), backends);
    Background router =
        Background.start(
            "router",
            folder,
            List.of(
                Programs.haproxy().orElseThrow().toString(),
                "-f",
                Programs.ROOT.resolve("deploy/router/haproxy.cfg").toString(),
                "-f",
                servers.toString()),
            Map.of(
                "STRONGROOM_DOMAINS", "." + DOMAINS.replace(" ", " ."),
                "STRONGROOM_ROUTER_HTTP", "127.0.0.1:" + httpPort,
                "STRONGROOM_ROUTER_HTTPS", "127.0.0.1:" + httpsPort,
                "STRONGROOM_ROUTER_STATUS", "127.0.0.1:" + statusPort,
                "STRONGROOM_CERTIFICATE", secret("router/certificate.pem").toString(),
                "STRONGROOM_TOKEN_MAP", secret("router/token.map").toString()));
    processes.add(router);
    router.awaitOk(URI.create("http://127.0.0.1:" + statusPort + "/ready"));
  }

  /** The process of a replica, named as the function with {@code -1} or {@code -2}. */
  Background process(String name) {
    return running.get(name);
  }

  URI readiness(String name) {
    return URI.create("http://127.0.0.1:" + replicas.get(name).healthPort + "/q/health/ready");
  }

  Path secret(String file) {
    return data.resolve("secrets").resolve(file);
  }

  /** For connections of any role. */
  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  @Override
  public Connection database() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), "postgres", "");
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public String log() {
    return processes.stream().map(Background::log).collect(Collectors.joining());
  }

  @Override
  public void close() {
    processes.forEach(Background::terminate);
    processes.forEach(Background::close);
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    temporary.close();
  }
}
