package io.strongroom.runtime.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says and hears what it likes, and which it may break off. */
final class Client implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  Client(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The head of the answer. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the answer ended in its head: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  byte[] read(int length) throws IOException {
    return in.readNBytes(length);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
