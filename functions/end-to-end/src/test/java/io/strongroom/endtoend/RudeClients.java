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

  private final Strongroom strongroom;
  private final URI server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  RudeClients(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.server = strongroom.endpoint("http");
  }

  /** What one of them does, the how manieth it is. */
  @FunctionalInterface
  interface Shape {
    void begin(RudeClients clients, Socket socket, int number) throws IOException;

    /** Which of the server's ports it goes to. */
    default String port(int number) {
      return "http";
    }
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
      URI to = strongroom.endpoint(shape.port(number));
      Socket socket = new Socket(to.getHost(), to.getPort());
      sockets.add(socket);
      shape.begin(this, socket, number);
    } catch (IOException refused) {
      // A server that closes the connection of such a client is right.
    }
  }

  /** A socket that speaks TLS on this one. */
  Socket secured(Socket socket) throws IOException {
    return strongroom
        .tls()
        .getSocketFactory()
        .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
  }

  /** One byte a second from now on, until all is over. */
  void drip(Socket socket) {
    Thread.ofVirtual()
        .start(
            () -> {
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
            });
  }

  /** The head of a request as the server's root signs it. */
  String signed(String method, String path, String query, String more) {
    return signed(strongroom.accessKey(), method, path, query, more);
  }

  String signed(String accessKey, String method, String path, String query, String more) {
    SigV4Signer signer =
        new SigV4Signer(
            Credential.of(accessKey, strongroom.secretKey(), "arn", "account"), "us-east-1", "s3");
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

  static void send(Socket socket, String text) throws IOException {
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
