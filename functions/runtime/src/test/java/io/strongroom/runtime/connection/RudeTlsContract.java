package io.strongroom.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that make work for TLS instead of requests, whatever engine does it. */
@Timeout(300)
abstract class RudeTlsContract {

  private static final Duration LONG = Duration.ofHours(1);
  private static final String UNANSWERED = "GET /never HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int MANY = 2_000_000;
  private static final String PASSWORD = "of-a-test";

  @TempDir private static Path folder;

  final Connections connections =
      new Connections(
          new ConnectionLimits(10, 8, Duration.ofSeconds(2), LONG, LONG, 1, LONG, Duration.ZERO),
          new HeadLimits(new HttpServerOptions(), 20));
  private Vertx vertx;
  private HttpServer server;

  /** What does TLS. */
  abstract SSLEngineOptions engine();

  @BeforeAll
  static void begin() throws IOException, InterruptedException {
    TlsRules.apply();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "server",
            "-dname",
            "CN=localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            folder.resolve("server.p12").toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @BeforeEach
  void serve() {
    WatchedTransport transport = new WatchedTransport(connections);
    vertx =
        new VertxBuilder(new VertxOptions())
            .serviceProviders(List.of(builder -> builder.findTransport(transport)))
            .init()
            .vertx();
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PfxOptions()
                            .setPath(folder.resolve("server.p12").toString())
                            .setPassword(PASSWORD))
                    .setSslEngineOptions(engine())
                    .setUseAlpn(false))
            .requestHandler(
                request -> {
                  if (!request.path().equals("/never")) {
                    request.response().end("done");
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private SSLSocket connect(String protocol) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustAnybody[] {new TrustAnybody()}, new SecureRandom());
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(100_000);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void request_answered() throws Exception {
    try (SSLSocket socket = connect("TLSv1.3")) {
      send(socket, "GET /small HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void halfAHandshake_closedInTime() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      // A record of 200 bytes that begins a handshake, of which the rest does not come.
      socket.getOutputStream().write(new byte[] {22, 3, 1, 0, (byte) 200, 1, 0, 0, (byte) 196});

      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
    }
    assertThat(connections.closed(ClosingReason.HEAD)).isEqualTo(1);
  }

  /** Each change of keys has an answer, which this client does not take. */
  @Test
  void everNewKeysThatNobodyTakes_closed() throws Exception {
    try (SSLSocket socket = connect("TLSv1.3")) {
      send(socket, UNANSWERED);
      for (int i = 0; i < MANY && connections.open() > 0; i++) {
        socket.startHandshake();
      }
    } catch (IOException closed) {
      // As it should be.
    }
    while (connections.open() > 0) {
      Thread.sleep(20);
    }
    assertThat(connections.closed(ClosingReason.HEAD)).isZero();
  }

  @Test
  void renegotiation_refused() throws Exception {
    try (SSLSocket socket = connect("TLSv1.2")) {
      send(socket, "GET /small HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");

      // Without the rule the second request would be answered, and the connection end in order.
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                send(socket, "GET /small HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                socket.getInputStream().readAllBytes();
              })
          .isInstanceOf(SSLException.class);
    }
  }
}
