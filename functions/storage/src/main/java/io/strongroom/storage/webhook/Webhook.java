package io.strongroom.storage.webhook;

import io.strongroom.domain.port.EventTargets;
import io.strongroom.domain.port.EventTargets.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Tells one address, by a POST for each event. Any answer of 2xx means that it was taken; nothing
 * else does. Thread-safe; blocks.
 *
 * <p>Source: "HTTP Protocol Binding for CloudEvents", version 1.0.2; "AWS Simple Storage Service
 * CloudEvents Adapter".
 */
public final class Webhook implements EventTargets.EventTarget, AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private static final String JSON = "application/json";

  private final URI address;
  private final EventFormat format;
  private final Optional<String> token;
  private final HttpClient http;

  /**
   * @param token sent as a bearer's
   */
  public Webhook(URI address, EventFormat format, Optional<String> token, SSLContext tls) {
    this.address = address;
    this.format = format;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .sslContext(tls)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public void tell(Message message) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    switch (format) {
      case S3 -> request.header("Content-Type", JSON).POST(body(message.document()));
      case CLOUDEVENTS -> binary(request, message);
      case STRUCTURED ->
          request
              .header("Content-Type", CloudEvents.CONTENT_TYPE)
              .POST(body(CloudEvents.structured(message)));
    }
    int status = status(request.build());
    if (status / 100 != 2) {
      throw new IOException("the target answers " + status);
    }
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }

  private static void binary(HttpRequest.Builder request, Message message) {
    request
        .header("Content-Type", JSON)
        .header("ce-specversion", "1.0")
        .header("ce-id", message.id())
        .header("ce-type", CloudEvents.type(message))
        .header("ce-source", message.source())
        .header("ce-time", message.time());
    if (!message.subject().isEmpty()) {
      request.header("ce-subject", encoded(message.subject()));
    }
    request.POST(body(message.record()));
  }

  /** What headers of CloudEvents cannot hold is percent-encoded. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c > 0x20 && c < 0x7f && c != '"' && c != '%') {
        encoded.append((char) c);
      } else {
        encoded.append("%%%02X".formatted(c));
      }
    }
    return encoded.toString();
  }

  /** The rest of an answer is not read: it might have no end. */
  private int status(HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a target was told");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
