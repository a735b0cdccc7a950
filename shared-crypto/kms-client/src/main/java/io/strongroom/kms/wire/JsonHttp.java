package io.strongroom.kms.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.TraceHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP/1.1 with bounded answers and times. Every stage completes with an answer of
 * whatever status, or with {@link KmsException.Unavailable}. Continuations run on virtual threads.
 * Redirects are not followed: they would take credentials elsewhere. Thread-safe.
 *
 * <p>Keys pass through here as text and cannot be zeroed; they are garbage as soon as the answer is
 * read.
 */
public final class JsonHttp implements AutoCloseable {

  private static final int LONGEST_ANSWER = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A client, and what its certificates and keys were made from. */
  private record Connections(HttpClient http, Object tls) {}

  private final TlsSource tls;
  private final Duration connect;
  private final Duration patience;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Connections connections;
  private volatile long lookedAt = System.nanoTime();

  private JsonHttp(TlsSource tls, Duration connect, Duration patience) {
    this.tls = tls;
    this.connect = connect;
    this.patience = patience;
    this.connections = connections();
  }

  /**
   * A client of its own.
   *
   * @param tls own certificates and trust; when they change, new connections take the place of the
   *     old ones, within about a second of the next request
   * @param connect longest wait for a connection
   * @param patience longest wait for an answer
   */
  public static JsonHttp create(TlsSource tls, Duration connect, Duration patience) {
    return new JsonHttp(tls, connect, patience);
  }

  private Connections connections() {
    Object state = tls.state();
    SSLContext context = tls.context();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    return new Connections(
        (context == null ? builder : builder.sslContext(context)).build(), state);
  }

  private HttpClient http() {
    boolean due = System.nanoTime() - lookedAt > LOOK_EVERY_NANOS;
    if (due && looking.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::look);
    }
    return connections.http();
  }

  private void look() {
    try {
      refresh();
    } catch (RuntimeException e) {
      // Half-written or gone: the next look decides. The connections there are stay.
      return;
    } finally {
      lookedAt = System.nanoTime();
      looking.set(false);
    }
  }

  private synchronized void refresh() {
    Connections old = connections;
    if (!tls.state().equals(old.tls())) {
      connections = connections();
      // Requests under way come to their end.
      old.http().shutdown();
    }
  }

  /** An empty JSON object, to be filled. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The text of {@code json}. */
  public static String text(ObjectNode json) {
    return json.toString();
  }

  /**
   * Sends one request.
   *
   * @param body absent for none; the caller says its type in {@code headers}
   */
  public CompletionStage<ServiceAnswer> send(
      String method, URI uri, Map<String, String> headers, @Nullable String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
    headers.forEach(request::setHeader);
    TraceHeaders.current().forEach(request::setHeader);
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    CompletableFuture<ServiceAnswer> answer = new CompletableFuture<>();
    var _ =
        http()
            .sendAsync(request.build(), info -> new BoundedBody(LONGEST_ANSWER))
            .whenComplete(
                (response, error) -> {
                  if (error == null) {
                    answer.complete(read(response));
                  } else {
                    answer.completeExceptionally(unavailable(error, uri));
                  }
                });
    return answer;
  }

  @Override
  public synchronized void close() {
    connections.http().shutdownNow();
    connections.http().close();
  }

  private static ServiceAnswer read(HttpResponse<byte[]> response) {
    JsonNode body = object();
    try {
      JsonNode parsed = JSON.readTree(response.body());
      if (parsed != null && parsed.isObject()) {
        body = parsed;
      }
    } catch (JsonProcessingException e) {
      // Not JSON: the status alone has to do. A success without its members is refused later.
      body = object();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    return new ServiceAnswer(response.statusCode(), response.headers(), body);
  }

  private static Throwable unavailable(Throwable error, URI uri) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof HttpTimeoutException) {
      return new KmsException.Unavailable(
          "the KMS at " + uri.getHost() + " did not answer in time");
    }
    if (cause instanceof IOException) {
      String detail = cause.getMessage() == null ? "no connection" : cause.getMessage();
      return new KmsException.Unavailable("the KMS at " + uri.getHost() + ": " + detail);
    }
    return cause;
  }
}
