package io.strongroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
  private final AtomicInteger requests = new AtomicInteger();

  LoadTest() throws IOException {
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          int status = exchange.getRequestURI().getPath().endsWith("7") ? 503 : 200;
          byte[] body = "answer".getBytes(StandardCharsets.US_ASCII);
          requests.incrementAndGet();
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void run_limitedTurns_eachOnceAndFailuresCounted() throws IOException {
    Workload workload =
        new Workload(
            "some",
            3,
            0,
            20,
            (client, bucket, n) -> {},
            (client, bucket, n) -> client.send("PUT", bucket + "/" + n, new byte[100]));
    URI endpoint = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    Sample sample =
        new Load(new Elsewhere("it", endpoint, Server.credential("AK", "SK")), "b")
            .run(workload, Duration.ofSeconds(1));
    assertThat(requests).hasValue(20);
    assertThat(sample.failed()).isEqualTo(2);
    assertThat(sample.p99()).isPositive();
  }
}
