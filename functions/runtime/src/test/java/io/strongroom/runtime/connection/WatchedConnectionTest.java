package io.strongroom.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to a real HTTP server, whose clients are rude. */
@Timeout(120)
class WatchedConnectionTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String REQUEST = "GET /small HTTP/1.1\r\nHost: a\r\n\r\n";

  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;
  private Connections connections;

  private static ConnectionLimits limits(int most, Duration head, Duration idle, Duration stall) {
    return new ConnectionLimits(most, 8, head, idle, stall, 1, LONG, Duration.ZERO);
  }

  private void serve(ConnectionLimits limits) {
    serve(limits, new HttpServerOptions().setHttp2ClearTextEnabled(false));
  }

  private void serve(ConnectionLimits limits, HttpServerOptions options) {
    connections = new Connections(limits, new HeadLimits(new HttpServerOptions(), 20));
    WatchedTransport transport = new WatchedTransport(connections);
    vertx =
        new VertxBuilder(new VertxOptions())
            .serviceProviders(List.of(builder -> builder.findTransport(transport)))
            .init()
            .vertx();
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  requests.incrementAndGet();
                  switch (request.path()) {
                    case "/large" -> request.response().end(Buffer.buffer(new byte[64 << 20]));
                    case "/never" -> {}
                    default -> request.response().end("done");
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Socket connect(String sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    sockets.add(socket);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Everything until the server closes the connection. */
  private static String toTheEnd(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  @Test
  void halfAHead_closedInTime() throws IOException {
    serve(limits(10, Duration.ofSeconds(1), LONG, LONG));

    assertThat(toTheEnd(connect("GET /small HTTP/1.1\r\nHost: a\r\n"))).isEmpty();
    assertThat(connections.closed(ClosingReason.HEAD)).isEqualTo(1);
  }

  @Test
  void nothingAtAll_closedInTime() throws IOException {
    serve(limits(10, Duration.ofSeconds(1), LONG, LONG));

    assertThat(toTheEnd(connect(""))).isEmpty();
    assertThat(connections.closed(ClosingReason.HEAD)).isEqualTo(1);
  }

  @Test
  void halfASecondHead_closedInTime() throws IOException {
    serve(limits(10, Duration.ofSeconds(1), LONG, LONG));
    Socket socket = connect(REQUEST);
    assertThat(status(socket)).endsWith("200");
    socket.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII));

    assertThat(toTheEnd(socket)).endsWith("done");
    assertThat(connections.closed(ClosingReason.HEAD)).isEqualTo(1);
  }

  @Test
  void noFurtherRequest_closedAsIdle() throws IOException {
    serve(limits(10, LONG, Duration.ofSeconds(1), LONG));

    assertThat(toTheEnd(connect(REQUEST))).startsWith("HTTP/1.1 200").endsWith("done");
    assertThat(connections.closed(ClosingReason.IDLE)).isEqualTo(1);
  }

  /** As the management interface of Quarkus has it, where HTTP/2 cannot be turned off. */
  @Test
  void http2Offered_toAServerThatKnowsIt_answeredInHttp1() throws IOException {
    serve(limits(10, LONG, Duration.ofSeconds(1), LONG), new HttpServerOptions());

    assertThat(
            toTheEnd(
                connect(
                    "GET /small HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n")))
        .startsWith("HTTP/1.1 200")
        .endsWith("done");
    assertThat(connections.closed(ClosingReason.IDLE)).isEqualTo(1);
  }

  @Test
  void requestUnderWay_notClosed() throws Exception {
    serve(limits(10, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
    connect("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
    // A second connection's end tells that the times have passed.
    toTheEnd(connect(""));
    toTheEnd(connect(""));

    // The peer learns of the end before the count does.
    for (int i = 0; i < 500 && connections.open() > 1; i++) {
      Thread.sleep(10);
    }
    assertThat(connections.open()).isEqualTo(1);
  }

  @Test
  void answerNotTaken_closed() throws Exception {
    serve(limits(10, LONG, LONG, Duration.ofSeconds(1)));
    connect("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");

    while (connections.closed(ClosingReason.ANSWER) == 0) {
      Thread.sleep(20);
    }
    while (connections.open() > 0) {
      Thread.sleep(20);
    }
  }

  @Test
  void tooMany_theLongestWithoutAHeadMakesRoom() throws Exception {
    serve(limits(3, LONG, LONG, LONG));
    Socket first = connect("GET");
    while (connections.open() < 1) {
      Thread.sleep(5);
    }
    connect("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
    connect("GET");
    while (connections.open() < 3) {
      Thread.sleep(5);
    }

    assertThat(status(connect(REQUEST))).endsWith("200");
    assertThat(toTheEnd(first)).isEmpty();
    assertThat(connections.closed(ClosingReason.TOO_MANY)).isEqualTo(1);
  }

  @Test
  void tooManyAllBusy_theNewcomerIsClosed() throws Exception {
    serve(limits(1, LONG, LONG, LONG));
    connect("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
    while (requests.get() < 1) {
      Thread.sleep(5);
    }

    assertThat(toTheEnd(connect(""))).isEmpty();
    assertThat(connections.open()).isEqualTo(1);
  }

  @Test
  void manyRequestsAtOnceOfWhichTheFirstIsNotAnswered_theRestIsNotRead() throws Exception {
    serve(limits(10, LONG, LONG, LONG));
    Socket socket = connect("GET /never HTTP/1.1\r\nHost: a\r\n\r\n" + REQUEST);
    socket.setSoTimeout(1_000);
    // More than the kernel keeps for both sides: the client is stopped, not the server filled.
    byte[] more = REQUEST.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    AtomicInteger rounds = new AtomicInteger();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (rounds.incrementAndGet() < 4_000) {
                      socket.getOutputStream().write(more);
                    }
                  } catch (IOException closed) {
                    // By the end of the test.
                  }
                });
    writer.join(Duration.ofSeconds(10));

    assertThat(writer.isAlive()).isTrue();
  }

  @Test
  void contentLengthWithTransferEncoding_badRequestAndClosed() throws IOException {
    serve(limits(10, LONG, LONG, LONG));

    assertThat(
            toTheEnd(
                connect(
                    "PUT /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + REQUEST)))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("HTTP/1.1 200");
    assertThat(requests).hasValue(0);
  }

  @Test
  void transferCodingThatIsNotChunked_badRequestAndClosed() throws IOException {
    serve(limits(10, LONG, LONG, LONG));

    assertThat(
            toTheEnd(
                connect(
                    "PUT /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                        + "Transfer-Encoding: xchunked\r\n\r\n"
                        + REQUEST)))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("HTTP/1.1 200");
    assertThat(requests).hasValue(0);
  }

  @Test
  void moreFieldsThanAnybodyNeeds_refusedAndClosed() throws IOException {
    serve(limits(10, LONG, LONG, LONG));

    assertThat(
            status(connect("GET /small HTTP/1.1\r\nHost: a\r\n" + "a:b\r\n".repeat(19) + "\r\n")))
        .endsWith("200");
    // The head has no end: what is too much is refused, and not first kept.
    assertThat(toTheEnd(connect("GET /small HTTP/1.1\r\nHost: a\r\n" + "a:b\r\n".repeat(21))))
        .startsWith("HTTP/1.1 431");
    assertThat(requests).hasValue(1);
  }

  @Test
  void moreFieldsBehindABody_closed() throws IOException {
    serve(limits(10, LONG, LONG, LONG));
    String body = "PUT /never HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";

    assertThat(toTheEnd(connect(body + "a:b\r\n".repeat(22)))).doesNotContain("200");
  }

  @Test
  void chunkedBody_served() throws IOException {
    serve(limits(10, LONG, LONG, LONG));

    assertThat(
            status(
                connect(
                    "PUT /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "1\r\na\r\n0\r\n\r\n")))
        .endsWith("200");
  }
}
