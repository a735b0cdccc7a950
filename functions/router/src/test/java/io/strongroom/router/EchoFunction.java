package io.strongroom.router;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands where a function would: answers every request with the head it got, byte for byte. */
final class EchoFunction implements AutoCloseable {

  private final String name;
  private final ServerSocket socket;

  private EchoFunction(String name, ServerSocket socket) {
    this.name = name;
    this.socket = socket;
  }

  static EchoFunction start(String name) throws IOException {
    EchoFunction function =
        new EchoFunction(name, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(function::accept);
    return function;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      byte[] head = head(client.getInputStream());
      if (head.length == 0) {
        return;
      }
      client
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nX-Function: %s\r\nContent-Length: %d\r\n\r\n"
                          .formatted(name, head.length)
                      + (new String(head, StandardCharsets.ISO_8859_1).startsWith("HEAD ")
                          ? ""
                          : new String(head, StandardCharsets.ISO_8859_1)))
                  .getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().flush();
    } catch (IOException gone) {
      // The router's business.
    }
  }

  static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    int next;
    while (ends < 4 && (next = in.read()) >= 0) {
      head.write(next);
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
