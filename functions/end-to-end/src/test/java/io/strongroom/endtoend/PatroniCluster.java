package io.strongroom.endtoend;

import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two PostgreSQL under Patroni, one of them a synchronous standby, with etcd to agree by, behind
 * HAProxy, which leads to the primary and cuts connections to what is none.
 */
final class PatroniCluster implements SharedDatabase {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Path ETCD = Path.of("/usr/bin/etcd");

  private final TemporaryFolder temporary = TemporaryFolder.create("strongroom-ha");
  private final Path folder = temporary.path();
  private final Path patroni;
  private final Path postgres;
  private final int port = FreePort.next();
  private final int etcdPort = FreePort.next();
  private final List<Member> members = List.of(Member.named("a"), Member.named("b"));
  private final List<Background> all = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /** One PostgreSQL and the Patroni that minds it. */
  private record Member(String name, int postgres, int rest) {

    static Member named(String name) {
      return new Member(name, FreePort.next(), FreePort.next());
    }
  }

  private PatroniCluster(Path patroni, Path postgres) throws IOException {
    this.patroni = patroni;
    this.postgres = postgres;
  }

  /** Empty where a part is missing, which is said. */
  static Optional<PatroniCluster> start() throws IOException, InterruptedException {
    Optional<Path> postgres = serverPrograms();
    if (postgres.isEmpty() || !Files.isExecutable(ETCD) || Programs.haproxy().isEmpty()) {
      System.err.println(
          "SKIPPED: no PostgreSQL with pg_basebackup and pg_rewind, or no etcd, or no haproxy:"
              + " failover of the database");
      return Optional.empty();
    }
    Optional<Path> patroni = FetchedProgram.folder("patroni");
    if (patroni.isEmpty()) {
      return Optional.empty();
    }
    PatroniCluster cluster =
        new PatroniCluster(patroni.get().resolve("python/bin/patroni"), postgres.get());
    try {
      cluster.startAll();
      return Optional.of(cluster);
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private static Optional<Path> serverPrograms() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.notExists(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_basebackup")))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_rewind")))
          .max(Comparator.naturalOrder());
    }
  }

  private void startAll() throws IOException, InterruptedException {
    String client = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + FreePort.next();
    all.add(
        Background.start(
            "etcd",
            folder,
            List.of(
                ETCD.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer),
            Map.of()));
    all.getLast().awaitOk(URI.create(client + "/health"));
    launch(members.getFirst());
    await("a primary", () -> primary().isPresent());
    launch(members.getLast());
    awaitSynchronousStandby();
    all.add(
        Background.start(
            "haproxy-database",
            folder,
            List.of(Programs.haproxy().orElseThrow().toString(), "-f", balancer().toString()),
            Map.of()));
  }

  private void launch(Member member) throws IOException {
    List<String> command = new ArrayList<>();
    // PostgreSQL does not run as root, and sees no root in a user namespace.
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(patroni.toString(), configuration(member).toString()));
    all.add(
        Background.start("patroni-" + member.name() + "-" + all.size(), folder, command, Map.of()));
  }

  private Path data(Member member) {
    return folder.resolve("data-" + member.name());
  }

  private Path configuration(Member member) throws IOException {
    return Files.writeString(
        folder.resolve(member.name() + ".yml"),
        """
        scope: strongroom
        name: %1$s
        restapi: {listen: '127.0.0.1:%2$d', connect_address: '127.0.0.1:%2$d'}
        etcd3: {host: '127.0.0.1:%3$d'}
        bootstrap:
          dcs:
            ttl: 20
            loop_wait: 3
            retry_timeout: 4
            synchronous_mode: true
            postgresql:
              use_pg_rewind: true
              parameters: {max_connections: 300, wal_keep_size: 256MB}
          initdb: [{encoding: UTF8}, {locale: C.UTF-8}]
        postgresql:
          listen: 127.0.0.1:%4$d
          connect_address: 127.0.0.1:%4$d
          data_dir: %5$s
          bin_dir: %6$s
          pgpass: %7$s
          pg_hba: [host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
          authentication:
            superuser: {username: postgres, password: unused}
            replication: {username: replicator, password: unused}
          parameters: {unix_socket_directories: ''}
        """
            .formatted(
                member.name(),
                member.rest(),
                etcdPort,
                member.postgres(),
                data(member),
                postgres,
                folder.resolve(member.name() + ".pgpass")));
  }

  private Path balancer() throws IOException {
    StringBuilder config =
        new StringBuilder(
            """
            defaults
              mode tcp
              timeout connect 2s
              timeout client 30m
              timeout server 30m
            listen postgres
              bind 127.0.0.1:%d
              option httpchk OPTIONS /primary
              default-server check inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
            """
                .formatted(port));
    for (Member member : members) {
      config.append(
          "  server %s 127.0.0.1:%d port %d\n"
              .formatted(member.name(), member.postgres(), member.rest()));
    }
    return Files.writeString(folder.resolve("haproxy.cfg"), config);
  }

  private boolean is(String role, Member member) {
    URI address = URI.create("http://127.0.0.1:" + member.rest() + "/" + role);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Member> primary() {
    return members.stream().filter(member -> is("primary", member)).findFirst();
  }

  void awaitSynchronousStandby() throws InterruptedException {
    await("a synchronous standby", () -> members.stream().anyMatch(one -> is("synchronous", one)));
  }

  /** SIGKILL to the primary's PostgreSQL and to its Patroni. */
  String killPrimary() throws IOException {
    Member member = primary().orElseThrow();
    Background mind =
        all.stream()
            .filter(one -> one.name().startsWith("patroni-" + member.name()))
            .reduce((_, last) -> last)
            .orElseThrow();
    long postmaster =
        Long.parseLong(Files.readAllLines(data(member).resolve("postmaster.pid")).getFirst());
    mind.kill();
    ProcessHandle.of(postmaster)
        .ifPresent(
            server -> {
              server.descendants().forEach(ProcessHandle::destroyForcibly);
              server.destroyForcibly();
            });
    return member.name();
  }

  /** As a standby of what is the primary by then. */
  void startAgain(String name) throws IOException {
    launch(members.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow());
  }

  /** Something that comes true in a while. */
  private interface Condition {
    boolean holds();
  }

  private void await(String what, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not there: " + what + ": " + all.getLast().log());
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    all.reversed().forEach(Background::terminate);
    all.reversed().forEach(Background::close);
    http.close();
    temporary.close();
  }
}
