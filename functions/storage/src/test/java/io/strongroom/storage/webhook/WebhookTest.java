package io.strongroom.storage.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.strongroom.domain.port.EventTargets.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to a target, and what its answers mean. */
class WebhookTest {

  private static final Message MESSAGE =
      new Message(
          "id-1",
          "ObjectCreated:Put",
          "aws:s3.us-east-1.bucket",
          "bucket",
          "a b/\u00fc%",
          "2026-11-30T10:11:12.345Z",
          "{\"eventName\":\"ObjectCreated:Put\"}",
          "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}");

  private record Asked(com.sun.net.httpserver.Headers headers, String body) {}

  private final List<Asked> asked = new ArrayList<>();
  private HttpServer server;
  private volatile int status = 204;
  private volatile boolean endless;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    if (endless) {
      answerForEver(exchange);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Until nobody listens. */
  private void answerForEver(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    byte[] some = new byte[8192];
    while (endless) {
      exchange.getResponseBody().write(some);
    }
  }

  private void tell(EventFormat format) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    try (Webhook hook =
        new Webhook(address, format, Optional.of("secret"), SSLContext.getDefault())) {
      hook.tell(MESSAGE);
    }
  }

  @Test
  void tell_s3_documentWithOneRecord() throws Exception {
    tell(EventFormat.S3);

    assertThat(asked)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.body()).isEqualTo(MESSAGE.document());
              assertThat(one.headers().getFirst("Authorization")).isEqualTo("Bearer secret");
              assertThat(one.headers().getFirst("Content-Type")).isEqualTo("application/json");
            });
  }

  @Test
  void tell_cloudEvents_attributesAreHeaders() throws Exception {
    tell(EventFormat.CLOUDEVENTS);

    assertThat(asked)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.body()).isEqualTo(MESSAGE.record());
              assertThat(one.headers().getFirst("ce-specversion")).isEqualTo("1.0");
              assertThat(one.headers().getFirst("ce-id")).isEqualTo("id-1");
              assertThat(one.headers().getFirst("ce-type"))
                  .isEqualTo("com.amazonaws.s3.ObjectCreated:Put");
              assertThat(one.headers().getFirst("ce-source")).isEqualTo(MESSAGE.source());
              assertThat(one.headers().getFirst("ce-subject")).isEqualTo("a%20b/%C3%BC%25");
            });
  }

  @Test
  void tell_structured_oneDocument() throws Exception {
    tell(EventFormat.STRUCTURED);

    assertThat(asked)
        .singleElement()
        .satisfies(
            one -> {
              JsonObject event = new JsonObject(one.body());
              assertThat(event.getString("subject")).isEqualTo(MESSAGE.subject());
              assertThat(event.getJsonObject("data").getString("eventName"))
                  .isEqualTo("ObjectCreated:Put");
              assertThat(one.headers().getFirst("Content-Type"))
                  .isEqualTo("application/cloudevents+json; charset=UTF-8");
            });
  }

  @Test
  void tell_answerWithoutEnd_itsStatusIsEnough() {
    status = 200;
    endless = true;
    try {
      CompletableFuture.runAsync(
              () -> assertThatCode(() -> tell(EventFormat.S3)).doesNotThrowAnyException())
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    } finally {
      endless = false;
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void tell_anyOtherAnswer_isNotTaken() {
    for (int other : new int[] {302, 400, 503}) {
      status = other;
      assertThatThrownBy(() -> tell(EventFormat.S3))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(other));
    }
    assertThat(asked).hasSize(3);
  }

  @Test
  void tell_nobodyThere_fails() {
    server.stop(0);

    assertThatThrownBy(() -> tell(EventFormat.S3)).isInstanceOf(IOException.class);
  }
}
