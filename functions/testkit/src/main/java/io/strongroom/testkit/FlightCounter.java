package io.strongroom.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a PostgreSQL and counts round trips: the messages for whose answer a client waits,
 * {@code Query} and {@code Sync}. A statement that a connection has not met yet takes one more.
 * Thread-safe.
 *
 * <p>Source: PostgreSQL manual, "Frontend/Backend Protocol".
 */
public final class FlightCounter implements AutoCloseable {

  private static final int SYNC = 'S';
  private static final int QUERY = 'Q';

  private final ServerSocket server;
  private final int databasePort;
  private final AtomicLong flights = new AtomicLong();

  private FlightCounter(ServerSocket server, int databasePort) {
    this.server = server;
    this.databasePort = databasePort;
  }

  /** Before the database on that port of this machine. */
  public static FlightCounter before(int databasePort) throws IOException {
    FlightCounter counter =
        new FlightCounter(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), databasePort);
    Thread.ofVirtual().start(counter::accept);
    return counter;
  }

  /** Where clients find the database now. */
  public int port() {
    return server.getLocalPort();
  }

  /** Round trips so far. */
  public long flights() {
    return flights.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
        Thread.ofPlatform().daemon().start(() -> count(client, database));
        Thread.ofPlatform().daemon().start(() -> handBack(database, client));
      } catch (IOException closed) {
        // Whoever lost the connection will say so.
      }
    }
  }

  private void count(Socket client, Socket database) {
    try (client;
        database) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(database.getOutputStream()));
      // The first message has no type.
      forward(in, out);
      for (int type = in.read(); type >= 0; type = in.read()) {
        if (type == SYNC || type == QUERY) {
          flights.incrementAndGet();
        }
        out.writeByte(type);
        forward(in, out);
      }
    } catch (IOException ended) {
      // As one side wanted.
    }
  }

  private static void forward(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    out.writeInt(length);
    out.write(in.readNBytes(length - Integer.BYTES));
    if (in.available() == 0) {
      out.flush();
    }
  }

  private static void handBack(Socket database, Socket client) {
    try (database;
        client) {
      database.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException ended) {
      // As one side wanted.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
