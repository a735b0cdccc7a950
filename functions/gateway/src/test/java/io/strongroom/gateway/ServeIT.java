package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code serve} as a user meets it: ready, stopped, killed, started again, started twice. Most
 * tests take turns on one data folder.
 */
class ServeIT {
  @TempDir static Path shared;
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void name() {
    data = shared.resolve("data");
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    Path file = data.resolve("postgres/postmaster.pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
        : Optional.empty();
  }

  @Test
  void serve_ready_answersAtOnceAndSaysSoAndNothingElse() throws Exception {
    try (RunningServer server = RunningServer.start(data).awaitReady()) {
      assertThat(server.get("health")).isEqualTo(200);
      assertThat(server.get("http")).isPositive();
      assertThat(server.out().lines().filter(line -> line.contains("ready"))).hasSize(1);
      assertThat(server.out())
          .contains(server.endpoint("https").toString())
          .contains(data.resolve("identity.properties").toString())
          .contains("env --data " + data);
      // A busy machine may be told of in a line: that something took its time.
      assertThat(server.err().lines())
          .noneMatch(line -> line.startsWith("\tat ") || line.contains("WARNING: "))
          .noneMatch(line -> line.contains(" ERROR ") || line.contains("uplicate"))
          .noneMatch(line -> line.contains("KMS listens"));
    }
  }

  @Test
  void serve_faultsOfDev_areNotThere() throws Exception {
    try (RunningServer server = RunningServer.start(data).awaitReady();
        HttpClient client = HttpClient.newHttpClient()) {
      URI faults = server.endpoint("health").resolve("/dev/faults?percent=100");

      int status =
          client
              .send(
                  HttpRequest.newBuilder(faults).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();

      assertThat(status).isEqualTo(404);
      assertThat(server.get("http")).isNotEqualTo(503);
    }
  }

  @Test
  void serve_terminated_stopsTheDatabaseAndExitsWithZero() throws Exception {
    try (RunningServer server = RunningServer.start(data).awaitReady()) {
      assertThat(postmaster()).isPresent();

      assertThat(server.terminate()).isZero();

      assertThat(postmaster()).isEmpty();
      assertThat(data.resolve("endpoints.properties")).doesNotExist();
    }
  }

  @Test
  void serve_killed_startsAgainWithTheSameIdentityAndAuthority() throws Exception {
    String identity;
    String authority;
    long leftover;
    try (RunningServer server = RunningServer.start(data).awaitReady()) {
      identity = Files.readString(data.resolve("identity.properties"));
      authority = Files.readString(data.resolve("tls/ca.crt"));
      leftover = postmaster().orElseThrow().pid();
      server.kill();
    }

    try (RunningServer server = RunningServer.start(data).awaitReady()) {
      assertThat(server.get("health")).isEqualTo(200);
      assertThat(postmaster().orElseThrow().pid()).isNotEqualTo(leftover);
      assertThat(data.resolve("identity.properties")).hasContent(identity);
      assertThat(data.resolve("tls/ca.crt")).hasContent(authority);
    }
  }

  @Test
  void serve_terminatedWhileStarting_leavesNothingRunning() throws Exception {
    data = folder.resolve("data");
    try (RunningServer server = RunningServer.start(data)) {
      while (!Files.exists(data.resolve("strongroom.lock"))) {
        Thread.sleep(10);
      }

      assertThat(server.terminate()).isZero();

      assertThat(postmaster()).isEmpty();
    }
    try (RunningServer server = RunningServer.start(data).awaitReady()) {
      assertThat(server.get("health")).isEqualTo(200);
    }
  }

  @Test
  void serve_secondOnTheSameFolder_failsWithOneSentenceAndHarmsNothing() throws Exception {
    try (RunningServer server = RunningServer.start(data).awaitReady();
        RunningServer second = RunningServer.start(data)) {
      assertThat(second.awaitExit()).isEqualTo(1);

      assertThat(second.out()).isEmpty();
      assertThat(second.err().lines()).hasSize(1);
      assertThat(second.err())
          .contains("already runs on " + data)
          .contains("process " + server.pid());
      assertThat(server.get("health")).isEqualTo(200);
    }
  }

  @Test
  void serve_databaseOutOfReach_failsWithOneSentence() throws Exception {
    data = folder.resolve("data");
    try (RunningServer server =
        RunningServer.start(data, "--database-url=postgresql://u:pass-word@127.0.0.1:1/d")) {
      assertThat(server.awaitExit()).isEqualTo(1);

      assertThat(server.err().lines()).hasSize(1);
      assertThat(server.err()).contains("127.0.0.1:1").doesNotContain("pass-word");
    }
  }

  @Test
  void serve_rootKeyOfAnotherFolder_failsWithOneSentenceAndStopsTheDatabase() throws Exception {
    try (RunningServer server = RunningServer.start(data).awaitReady()) {
      server.terminate();
    }
    Path key = data.resolve("secrets/kms-root.key");
    byte[] right = Files.readAllBytes(key);
    byte[] wrong = right.clone();
    wrong[0] ^= 1;
    Files.write(key, wrong);
    try (RunningServer server = RunningServer.start(data)) {
      assertThat(server.awaitExit()).isEqualTo(1);

      assertThat(server.out()).isEmpty();
      assertThat(server.err().lines()).anyMatch(line -> line.contains("Cannot start the server"));
      assertThat(postmaster()).isEmpty();
    } finally {
      Files.write(key, right);
    }
  }

  @Test
  void serve_unknownOption_isUsageError() throws Exception {
    data = folder.resolve("data");
    try (RunningServer server = RunningServer.start(data, "--bogus")) {
      assertThat(server.awaitExit()).isEqualTo(2);

      assertThat(server.err()).contains("unknown option '--bogus'");
      assertThat(data).doesNotExist();
    }
  }
}
