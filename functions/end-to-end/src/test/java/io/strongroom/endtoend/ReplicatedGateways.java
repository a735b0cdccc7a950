package io.strongroom.endtoend;

import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gateways that share a database and a store of blobs, and nothing else, behind HAProxy, which
 * hands each connection to the next of them. TLS ends in the gateways.
 */
final class ReplicatedGateways implements Installation {

  private static final String BUCKET = "sealed";

  private final TemporaryFolder temporary = TemporaryFolder.create("strongroom-replicas");
  private final Path folder = temporary.path();
  private final int httpsPort = FreePort.next();
  private final int kmsPort = FreePort.next();
  private final SharedDatabase postgres;
  private final Strongroom store;
  private final Path key;
  private final List<Replica> replicas = new ArrayList<>();
  private final Map<Integer, Background> running = new HashMap<>();
  private final List<Background> all = new ArrayList<>();

  /** One gateway. */
  private record Replica(Path data, int http, int https, int kms, int health) {

    static Replica on(Path data) {
      return new Replica(data, FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
    }

    URI readiness() {
      return URI.create("http://127.0.0.1:" + health + "/q/health/ready");
    }
  }

  private ReplicatedGateways(SharedDatabase postgres) throws IOException {
    this.postgres = postgres;
    store = Strongroom.start();
    store.s3().createBucket(create -> create.bucket(BUCKET));
    key =
        Files.writeString(
            Files.createFile(
                folder.resolve("upstream.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            "access-key-id=%s\nsecret-access-key=%s\n"
                .formatted(store.accessKey(), store.secretKey()));
  }

  static ReplicatedGateways start(int count) throws IOException {
    return start(count, SharedDatabase.single());
  }

  /**
   * @param postgres closed with these
   */
  static ReplicatedGateways start(int count, SharedDatabase postgres) throws IOException {
    ReplicatedGateways gateways = new ReplicatedGateways(postgres);
    try {
      for (int i = 0; i < count; i++) {
        gateways.replicas.add(Replica.on(gateways.folder.resolve("data-" + i)));
      }
      // The first one makes what all have in common.
      gateways.startReplica(0, List.of());
      gateways.awaitReady(0);
      for (int i = 1; i < count; i++) {
        gateways.shareSecrets(gateways.replicas.get(i).data());
        gateways.startReplica(i, List.of("--no-migrate"));
      }
      IntStream.range(1, count).forEach(gateways::awaitReady);
      gateways.startBalancer();
      return gateways;
    } catch (IOException | RuntimeException | Error e) {
      gateways.close();
      throw e;
    }
  }

  private void shareSecrets(Path data) throws IOException {
    for (String part : List.of("identity.properties", "secrets", "tls")) {
      Path from = data().resolve(part);
      try (Stream<Path> paths = Files.walk(from)) {
        for (Path path : paths.toList()) {
          Path to = data.resolve(data().relativize(path).toString());
          if (Files.notExists(data)) {
            Files.createDirectory(data);
          }
          Files.copy(path, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private void startReplica(int number, List<String> more) {
    Replica replica = replicas.get(number);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--data=" + replica.data(),
                "--http-port=" + replica.http(),
                "--https-port=" + replica.https(),
                "--kms-port=" + replica.kms(),
                "--management-port=" + replica.health(),
                "--no-console",
                "--database-url=postgresql://postgres@127.0.0.1:" + postgres.port() + "/postgres"));
    arguments.addAll(more);
    Background process =
        Background.start(
            "gateway-" + number + "-" + all.size(),
            folder,
            Programs.gateway(arguments.toArray(String[]::new)),
            environment());
    all.add(process);
    running.put(number, process);
  }

  private Map<String, String> environment() {
    return Map.of(
        "STRONGROOM_BLOBS_STORE",
        "s3",
        "STRONGROOM_BLOBS_S3_ENDPOINT",
        store.endpoint("https").toString(),
        "STRONGROOM_BLOBS_S3_BUCKET",
        BUCKET,
        "STRONGROOM_BLOBS_S3_CREDENTIALS_FILE",
        key.toString(),
        "STRONGROOM_BLOBS_S3_CA_FILE",
        store.data().resolve("tls/ca.crt").toString(),
        "STRONGROOM_BLOBS_DELETE_GRACE",
        "10s",
        "STRONGROOM_BLOBS_COLLECT_EVERY",
        "1s",
        "STRONGROOM_BLOBS_INLINE_UP_TO",
        "4096");
  }

  /** Starts one that has ended. */
  void startAgain(int number) {
    startReplica(number, List.of("--no-migrate"));
  }

  void awaitReady(int number) {
    running.get(number).awaitOk(replicas.get(number).readiness());
  }

  /** SIGKILL. */
  void kill(int number) {
    running.get(number).kill();
  }

  /** SIGTERM, and to the end. */
  int stop(int number) {
    running.get(number).terminate();
    return running.get(number).exitCode();
  }

  int count() {
    return replicas.size();
  }

  /** Past the balancer. */
  URI endpointOf(int number) {
    return URI.create("https://localhost:" + replicas.get(number).https());
  }

  private void startBalancer() throws IOException {
    StringBuilder config =
        new StringBuilder(
            """
            defaults
              mode tcp
              timeout connect 2s
              timeout client 60s
              timeout server 60s
              retries 3
              option redispatch
              balance roundrobin
            """);
    backend(config, "https", httpsPort);
    backend(config, "kms", kmsPort);
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), config);
    all.add(
        Background.start(
            "balancer",
            folder,
            List.of(Programs.haproxy().orElseThrow().toString(), "-f", file.toString()),
            Map.of()));
  }

  private void backend(StringBuilder config, String name, int port) {
    config.append(
        """
        listen %s
          bind 127.0.0.1:%d
          option httpchk GET /q/health/ready
          default-server check inter 500ms fall 1 rise 1 on-marked-down shutdown-sessions
        """
            .formatted(name, port));
    for (int i = 0; i < replicas.size(); i++) {
      Replica replica = replicas.get(i);
      config.append(
          "  server g%d 127.0.0.1:%d port %d\n"
              .formatted(
                  i, name.equals("kms") ? replica.kms() : replica.https(), replica.health()));
    }
  }

  /** Of the store that they share. */
  Strongroom store() {
    return store;
  }

  @Override
  public URI endpoint(String name) {
    return name.equals("kms")
        ? URI.create("http://127.0.0.1:" + kmsPort)
        : URI.create("https://localhost:" + httpsPort);
  }

  @Override
  public Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "postgres", "");
  }

  @Override
  public Path data() {
    return replicas.getFirst().data();
  }

  @Override
  public String log() {
    return all.stream().map(Background::log).collect(Collectors.joining());
  }

  @Override
  public void close() {
    all.forEach(Background::terminate);
    all.forEach(Background::close);
    store.close();
    postgres.close();
    temporary.close();
  }
}
