package io.strongroom.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two functions behind Knative's own queue-proxy, as Knative's own controller sets it up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueProxyIT {

  private static final String HOST = "put-object.strongroom.svc.cluster.local";
  private static final String KUBELET = "User-Agent: kube-probe/1.30";
  private static final long MIB = 1 << 20;
  private static final long SIZE = 64 * MIB;

  @TempDir static Path folder;

  private final FunctionTestResource surroundings = new FunctionTestResource();
  private final List<AutoCloseable> running = new ArrayList<>();
  private FunctionProcess puts;
  private FunctionProcess gets;
  private Path program;
  private JsonNode putSettings;
  private JsonNode getSettings;

  @BeforeAll
  void start() throws Exception {
    Optional<String> missing = GoTools.missing().or(QueueProxy::taken);
    if (missing.isEmpty() && !Files.exists(FunctionProcess.jar("put-object"))) {
      missing = Optional.of("put-object is not packaged for a JVM");
    }
    missing.ifPresent(
        reason -> System.err.println("SKIPPED: no function was run behind queue-proxy: " + reason));
    assumeTrue(missing.isEmpty(), () -> "queue-proxy");
    program = GoTools.queueProxy(folder);
    putSettings = GoTools.settings("put-object");
    getSettings = GoTools.settings("get-object");
    Map<String, String> settings = surroundings.start();
    running.add(surroundings::stop);
    puts = FunctionProcess.start("put-object", folder, settings);
    running.add(puts);
    gets = FunctionProcess.start("get-object", folder, settings);
    running.add(gets);
    TestDatabase.createBucket("queued");
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable each : running.reversed()) {
      each.close();
    }
  }

  private QueueProxy inFrontOfPut(Map<String, String> changed) throws Exception {
    return QueueProxy.start(program, putSettings, puts, changed);
  }

  private QueueProxy inFrontOfGet(Map<String, String> changed) throws Exception {
    return QueueProxy.start(program, getSettings, gets, changed);
  }

  private static SocketClient.Head ask(int port, String path, String... headers)
      throws IOException {
    try (SocketClient client = new SocketClient(port)) {
      List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: " + HOST));
      lines.addAll(List.of(headers));
      return client.sendLines(lines).head();
    }
  }

  @Test
  void probes_thatKnativeMade_areAnswered() throws Exception {
    JsonNode ready = putSettings.at("/queue/readiness/httpGet");
    String name = ready.at("/httpHeaders/0/name").asText();
    String value = ready.at("/httpHeaders/0/value").asText();
    assertThat(putSettings.at("/function/liveness/tcpSocket/port").asInt()).isEqualTo(8080);
    assertThat(putSettings.at("/function/readiness").isMissingNode()).isTrue();

    try (QueueProxy queue = inFrontOfPut(Map.of());
        Socket alive = new Socket(InetAddress.getLoopbackAddress(), puts.port())) {
      assertThat(alive.isConnected()).isTrue();
      assertThat(ask(queue.port(), "/", KUBELET, name + ": " + value).status()).isEqualTo(200);
    }
  }

  /** Why the liveness probe is no request: where Knative would send it, it is one for an object. */
  @Test
  void healthAtTheServingPort_isRefused() throws Exception {
    assertThat(ask(puts.port(), "/q/health/live").status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void object_putAndGot_isTheSame_andSentAfterContinueOnly() throws Exception {
    String sent;
    try (QueueProxy queue = inFrontOfPut(Map.of());
        SocketClient client = new SocketClient(queue.port())) {
      client.send("PUT", HOST, "/queued/large", "Content-Length: " + SIZE, "Expect: 100-continue");
      assertThat(client.head().status()).isEqualTo(100);
      client.sendBody(SIZE);
      assertThat(client.finalHead().status()).isEqualTo(200);
      sent = client.sentSha256();
    }
    try (QueueProxy queue = inFrontOfGet(Map.of());
        SocketClient client = new SocketClient(queue.port())) {
      SocketClient.Head head = client.send("GET", HOST, "/queued/large").head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).containsEntry("content-length", "" + SIZE);
      assertThat(head.headers()).doesNotContainKey("transfer-encoding");
      assertThat(client.bodySha256(head, 0)).isEqualTo(sent);
    }
  }

  @Test
  void upload_refusedEarly_isTold_notABadGateway() throws Exception {
    try (QueueProxy queue = inFrontOfPut(Map.of())) {
      for (String expect : List.of("Expect: 100-continue", "X-Expect: nothing")) {
        try (SocketClient client = new SocketClient(queue.port())) {
          client.send("PUT", HOST, "/no-such-bucket/a", "Content-Length: " + SIZE, expect);
          if (!expect.startsWith("Expect")) {
            client.sendBody(MIB);
          }
          SocketClient.Head head = client.head();
          assertThat(head.status()).as(expect).isEqualTo(404);
          assertThat(head.headers()).containsEntry("content-type", "application/xml");
        }
      }
    }
  }

  /** The answer has begun: 1.15 lets it go on, however long the client takes. */
  @Test
  void slowDownload_longerThanTheTimeout_isNotCut() throws Exception {
    try (QueueProxy queue = inFrontOfPut(Map.of());
        SocketClient client = new SocketClient(queue.port())) {
      client.send("PUT", HOST, "/queued/slow", "Content-Length: " + SIZE);
      client.sendBody(SIZE);
      assertThat(client.head().status()).isEqualTo(200);
    }
    try (QueueProxy queue = inFrontOfGet(timeout(2));
        SocketClient client = new SocketClient(queue.port())) {
      SocketClient.Head head = client.send("GET", HOST, "/queued/slow").head();
      assertThat(client.bodySha256(head, 60)).hasSize(64);
    }
  }

  @Test
  void upload_thatTakesLongerThanTheTimeout_isEnded() throws Exception {
    try (QueueProxy queue = inFrontOfPut(timeout(2));
        SocketClient client = new SocketClient(queue.port())) {
      client.send("PUT", HOST, "/queued/stalled", "Content-Length: " + SIZE);
      client.sendBody(MIB);
      SocketClient.Head head = client.head();
      assertThat(head.status()).isEqualTo(504);
    }
  }

  private static Map<String, String> timeout(int seconds) {
    return Map.of(
        "REVISION_TIMEOUT_SECONDS", "" + seconds,
        "REVISION_RESPONSE_START_TIMEOUT_SECONDS", "" + seconds);
  }

  /** One request at a time and ten that wait: the twelfth is told so, in plain text. */
  @Test
  void requestBeyondTheQueue_isRefusedInPlainText() throws Exception {
    List<SocketClient> waiting = new ArrayList<>();
    try (QueueProxy queue = inFrontOfPut(Map.of("CONTAINER_CONCURRENCY", "1"))) {
      for (int i = 0; i < 11; i++) {
        SocketClient client = new SocketClient(queue.port());
        waiting.add(client);
        client.send("PUT", HOST, "/queued/waits" + i, "Content-Length: 5");
      }
      SocketClient.Head head = new SocketClient.Head(0, Map.of());
      String said = "";
      // The eleven are on their way; which of them is counted when, is the system's to decide.
      for (int i = 0; i < 50 && head.status() != 503; i++) {
        SocketClient client = new SocketClient(queue.port());
        waiting.add(client);
        client.send("PUT", HOST, "/queued/refused", "Content-Length: 5");
        Thread.sleep(100);
        if (client.answered()) {
          head = client.head();
          said = client.bodyText(head);
        }
      }
      assertThat(head.status()).isEqualTo(503);
      assertThat(head.headers())
          .hasEntrySatisfying("content-type", type -> assertThat(type).startsWith("text/plain"));
      assertThat(said).contains("pending request queue full");
    } finally {
      for (SocketClient client : waiting) {
        client.close();
      }
    }
  }

  @Test
  void drain_onSigterm_endsWhatIsUnderWay() throws Exception {
    try (QueueProxy queue = inFrontOfPut(Map.of());
        SocketClient client = new SocketClient(queue.port())) {
      client.send("PUT", HOST, "/queued/last", "Content-Length: " + 2 * MIB);
      client.sendBody(MIB);
      queue.terminate();
      Thread.sleep(1000);
      assertThat(ask(queue.port(), "/", KUBELET, "K-Network-Probe: queue").status())
          .as("not ready any more")
          .isEqualTo(503);
      client.sendBody(MIB);
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(queue.awaitEnd()).isZero();
    }
  }
}
