package io.strongroom.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that a test starts. They are below those that the system gives to outgoing
 * connections (from 32768 on in Linux): one of these would be taken now and then by a connection
 * between its choice and its use. Thread-safe.
 */
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  /** Each is given out once; where to begin is left to chance, since other tests run beside. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /**
   * A port that nobody listens on.
   *
   * @throws IllegalStateException when there is none
   */
  public static int next() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " on");
  }

  private static boolean isFree(int port) {
    try (ServerSocket listening = new ServerSocket(port)) {
      return listening.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
