package io.strongroom.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A wire to the KMS that can be cut. While it is cut connections end at once, as those of a killed
 * process do.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean cut;

  private Relay(ServerSocket listener) {
    this.listener = listener;
  }

  /** Listens; whoever connects before {@link #to} is turned away. */
  static Relay start() {
    try {
      Relay relay = new Relay(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
      relay.threads.execute(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  void to(int port) {
    target = port;
  }

  void cut() {
    cut = true;
    open.forEach(Relay::drop);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (cut || target == 0) {
          drop(client);
        } else {
          threads.execute(() -> connect(client));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(client);
      open.add(server);
      threads.execute(() -> pump(server, client));
      pump(client, server);
    } catch (IOException gone) {
      // The other side sees its connection end, which is what the tests are about.
      drop(client);
    } finally {
      open.remove(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException gone) {
      // As above.
    } finally {
      drop(from);
      drop(to);
      open.remove(from);
    }
  }

  private static void drop(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(Relay::drop);
    threads.shutdownNow();
  }
}
