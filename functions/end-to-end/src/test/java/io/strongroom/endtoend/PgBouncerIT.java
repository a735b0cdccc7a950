package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A pooler in transaction mode between gateway and database. Needs PgBouncer 1.21, which follows
 * prepared statements; where it is older, or is not there, that is said.
 */
@OneProcess
class PgBouncerIT {

  private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");
  private static final int LEAST = 21;
  private static final int CLIENTS = 8;

  @AutoClose private final TemporaryFolder folder = TemporaryFolder.create("strongroom-pooler");

  private final int port = FreePort.next();

  PgBouncerIT() throws IOException {}

  @Test
  void serve_throughThePooler_worksAndMigratesPastIt() throws Exception {
    Optional<String> pgbouncer = usable();
    Assumptions.assumeTrue(pgbouncer.isPresent());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Background pooler = start(pgbouncer.get(), postgres.getPort())) {
      RunningServer server =
          RunningServer.start(
                  folder.resolve("data"),
                  "--database-url=postgresql://postgres@127.0.0.1:" + port + "/postgres",
                  "--migration-url=postgresql://postgres@127.0.0.1:"
                      + postgres.getPort()
                      + "/postgres")
              .awaitReady();
      try (Strongroom strongroom =
              Strongroom.of(new Gateway(server, new TemporaryFolder(folder.resolve("nothing"))));
          ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        String bucket = strongroom.newBucket();
        List<Future<?>> running =
            IntStream.range(0, CLIENTS)
                .<Future<?>>mapToObj(i -> clients.submit(() -> writeAndRead(strongroom, bucket, i)))
                .toList();
        for (Future<?> one : running) {
          one.get(2, TimeUnit.MINUTES);
        }
      }
      assertThat(pooler.log()).doesNotContain("prepared statement");
    }
  }

  private static void writeAndRead(Strongroom strongroom, String bucket, int client) {
    for (int i = 0; i < 20; i++) {
      String key = client + "/" + i;
      byte[] content = Samples.bytes(1_000 + i);
      strongroom.s3().putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(content));
      assertThat(strongroom.s3().getObjectAsBytes(g -> g.bucket(bucket).key(key)).asByteArray())
          .isEqualTo(content);
      strongroom.s3().deleteObject(d -> d.bucket(bucket).key(key));
    }
  }

  private Background start(String pgbouncer, int postgres) throws IOException {
    Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
    Path config =
        Files.writeString(
            folder.resolve("pgbouncer.ini"),
            """
            [databases]
            postgres = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            auth_type = trust
            auth_file = %s
            unix_socket_dir =
            pool_mode = transaction
            max_prepared_statements = 200
            ignore_startup_parameters = extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout
            default_pool_size = 4
            """
                .formatted(postgres, port, users));
    return Background.start(
        "pgbouncer", folder.path(), List.of(pgbouncer, config.toString()), Map.of());
  }

  /** The program, where it is new enough. */
  private static Optional<String> usable() throws IOException, InterruptedException {
    Optional<Path> program =
        Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return skipped("no pgbouncer on this machine");
    }
    Process version = new ProcessBuilder(program.get().toString(), "--version").start();
    String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    version.waitFor();
    Matcher matcher = VERSION.matcher(said);
    boolean fits =
        matcher.find()
            && (Integer.parseInt(matcher.group(1)) > 1
                || Integer.parseInt(matcher.group(2)) >= LEAST);
    return fits ? Optional.of(program.get().toString()) : skipped(said.strip() + " is too old");
  }

  private static Optional<String> skipped(String why) {
    System.err.println("SKIPPED: " + why + ": a gateway behind a pooler");
    return Optional.empty();
  }
}
