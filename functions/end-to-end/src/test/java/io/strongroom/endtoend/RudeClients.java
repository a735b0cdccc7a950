package io.strongroom.endtoend;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Many connections to one server, which begin something and then leave it at that. */
final class RudeClients implements AutoCloseable {

  private static final int AT_ONCE = 16;
  private static final byte[] MEBIBYTE = new byte[1 << 20];

  private final URI server;
  private final SigV4Signer signer;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  RudeClients(Strongroom strongroom) {
    this.server = strongroom.endpoint("http");
    this.signer =
        new SigV4Signer(
            Credential.of(strongroom.accessKey(), strongroom.secretKey(), "arn", "account"),
            "us-east-1",
            "s3");
  }

  /** What one of them does, the how manieth it is. */
  @FunctionalInterface
  interface Shape {
    void begin(RudeClients clients, Socket socket, int number) throws IOException;
  }

  /** All of them; returns when the last has begun, or found its connection closed. */
  void begin(int count, Shape shape) throws InterruptedException {
    Semaphore turns = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        turns.acquire();
        threads.execute(
            () -> {
              try {
                begin(shape, number);
              } finally {
                turns.release();
              }
            });
      }
    }
  }

  private void begin(Shape shape, int number) {
    try {
      Socket socket = new Socket(server.getHost(), server.getPort());
      sockets.add(socket);
      shape.begin(this, socket, number);
    } catch (IOException refused) {
      // A server that closes the connection of such a client is right.
    }
  }

  static void halfAHead(RudeClients clients, Socket socket, int number) throws IOException {
    send(socket, "GET /bucket/key HTTP/1.1\r\nHost: a\r\n");
  }

  static void halfADocument(RudeClients clients, Socket socket, int number) throws IOException {
    send(
        socket,
        "POST / HTTP/1.1\r\nHost: a\r\nX-Amz-Target: TrentService.GenerateDataKey\r\n"
            + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 131072\r\n\r\n");
    socket.getOutputStream().write(MEBIBYTE, 0, 131_071);
  }

  static Shape stalledUpload(String bucket) {
    return (clients, socket, number) -> {
      send(socket, clients.upload(bucket, number));
      socket.getOutputStream().write(MEBIBYTE);
    };
  }

  /** Of a large object, or of four listings one after another. */
  static Shape stalledReader(String bucket, String key) {
    return (clients, socket, number) ->
        send(
            socket,
            number % 4 == 3
                ? clients.signed("GET", "/" + bucket, "list-type=2", "").repeat(4)
                : clients.signed("GET", "/" + bucket + "/" + key, "", ""));
  }

  /** Of a head, or of a body. */
  static Shape byteASecond(String bucket) {
    return (clients, socket, number) -> {
      send(socket, number % 2 == 0 ? "G" : clients.upload(bucket, number));
      Thread.ofVirtual().start(() -> clients.drip(socket));
    };
  }

  private void drip(Socket socket) {
    try {
      while (!closed) {
        Thread.sleep(1_000);
        socket.getOutputStream().write('x');
      }
    } catch (IOException cut) {
      // As it should be.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String upload(String bucket, int number) {
    return signed("PUT", "/" + bucket + "/upload-" + number, "", "Content-Length: 52428800\r\n");
  }

  private String signed(String method, String path, String query, String more) {
    List<HeaderField> host = List.of(new HeaderField("Host", server.getAuthority()));
    SignableRequest request =
        signer.sign(
            new SignableRequest(method, path, query, new ArrayList<>(host)),
            "UNSIGNED-PAYLOAD",
            Instant.now());
    StringBuilder text = new StringBuilder(method + " " + path);
    text.append(query.isEmpty() ? "" : "?" + query).append(" HTTP/1.1\r\n");
    for (HeaderField header : request.headers()) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return text.append(more).append("\r\n").toString();
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    closed = true;
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
