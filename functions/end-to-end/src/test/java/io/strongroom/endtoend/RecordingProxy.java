package io.strongroom.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Hands bytes on between clients and a server, and keeps all that clients send. */
final class RecordingProxy implements AutoCloseable {

  private static final int STEP = 64 * 1024;

  private final ServerSocket listening;
  private final int target;
  private final List<ByteArrayOutputStream> recorded = new ArrayList<>();

  /**
   * @param target port of a server on this machine
   */
  RecordingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        synchronized (recorded) {
          recorded.add(record);
        }
        Thread.ofVirtual().start(() -> pump(client, server, record));
        Thread.ofVirtual().start(() -> pump(server, client, OutputStream.nullOutputStream()));
      } catch (IOException closed) {
        // The loop sees it.
      }
    }
  }

  private static void pump(Socket from, Socket to, OutputStream record) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[STEP];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        record.write(buffer, 0, n);
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException ended) {
      // Both sides are closed then.
    }
  }

  /** What came on each connection so far. */
  List<byte[]> recorded() {
    synchronized (recorded) {
      return recorded.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
