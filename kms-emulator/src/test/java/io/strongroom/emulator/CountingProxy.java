package io.strongroom.emulator;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Between a client and PostgreSQL: counts round trips, which a client ends with Sync or with a
 * simple Query (PostgreSQL, chapter "Frontend/Backend Protocol").
 */
final class CountingProxy implements AutoCloseable {

  private static final String COUNT = "strongroom.tests.flights";

  private final ServerSocket listener;
  private final int target;

  CountingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    System.getProperties().put(COUNT, new AtomicLong());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Round trips so far; a class of another class loader may ask. */
  static long flights() {
    return ((AtomicLong) System.getProperties().get(COUNT)).get();
  }

  private void accept() {
    AtomicLong flights = (AtomicLong) System.getProperties().get(COUNT);
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> count(client, server, flights));
        Thread.ofVirtual().start(() -> pass(server, client));
      }
    } catch (IOException closed) {
      // The end of the tests.
    }
  }

  private static void count(Socket from, Socket to, AtomicLong flights) {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      DataOutputStream out = new DataOutputStream(to.getOutputStream());
      // The first message alone has no type.
      copy(in, out);
      while (true) {
        int type = in.readUnsignedByte();
        if (type == 'S' || type == 'Q') {
          flights.incrementAndGet();
        }
        out.writeByte(type);
        copy(in, out);
      }
    } catch (IOException ended) {
      // Either side hung up.
    }
  }

  private static void copy(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    byte[] rest = in.readNBytes(length - Integer.BYTES);
    out.writeInt(length);
    out.write(rest);
    out.flush();
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // Either side hung up.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
