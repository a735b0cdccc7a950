package io.strongroom.emulator.intake;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of a process: how many, and how long each may be without a whole request.
 * Thread-safe; one connection's events come on its event loop.
 */
public final class OpenConnections {

  /** So many more get an answer, which says that there are too many; others are closed. */
  private static final int ANSWERED_SURPLUS = 256;

  private static final long HEAP_FOR_ONE_IN_BYTES = 128 * 1024;
  private static final long LEAST_WAIT = Duration.ofSeconds(1).toNanos();

  private final Vertx vertx;
  private final IntakeLimits limits;
  private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();

  public OpenConnections(Vertx vertx, IntakeLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** How many a heap can bear: each costs some 30 KiB with the longest head there is. */
  public static int mostFor(long heapInBytes) {
    return (int) Math.min(1 << 20, heapInBytes / HEAP_FOR_ONE_IN_BYTES);
  }

  // Touched on the connection's event loop alone, but for the time.
  private static final class State {
    private static final long BUSY = Long.MAX_VALUE;

    private final boolean surplus;
    private final StrictDecoder decoder;
    private long timer;
    private volatile long waitsSince = System.nanoTime();

    State(boolean surplus, StrictDecoder decoder, long timer) {
      this.surplus = surplus;
      this.decoder = decoder;
      this.timer = timer;
    }
  }

  /** A connection was made; it has read nothing yet. */
  public void opened(HttpConnection connection, HttpServerOptions options) {
    boolean surplus = open.size() >= limits.connections() && !makeRoom();
    if (open.size() >= limits.connections() + ANSWERED_SURPLUS) {
      connection.close();
      return;
    }
    open.put(
        connection,
        new State(
            surplus,
            StrictDecoder.install(connection, options),
            closeAfter(connection, limits.header())));
    connection.closeHandler(closed -> forget(connection));
  }

  /** Who has waited longest for the head of a request goes, if that is long enough. */
  private boolean makeRoom() {
    long now = System.nanoTime();
    Optional<Map.Entry<HttpConnection, State>> longest =
        open.entrySet().stream()
            .filter(each -> each.getValue().waitsSince != State.BUSY)
            .filter(each -> now - each.getValue().waitsSince >= LEAST_WAIT)
            .max(Comparator.comparingLong(each -> now - each.getValue().waitsSince));
    longest.ifPresent(
        each -> {
          // Gone at once for those who count; its event loop does the rest.
          open.remove(each.getKey());
          ChannelFuture _ = Channels.of(each.getKey()).close();
        });
    return longest.isPresent();
  }

  /** How many are open. */
  public int count() {
    return open.size();
  }

  /** Whether the connection is one too many, so that its requests are refused. */
  boolean isSurplus(HttpConnection connection) {
    State state = open.get(connection);
    return state != null && state.surplus;
  }

  /** A request's head is whole: the connection waits for nothing. */
  void busy(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.waitsSince = State.BUSY;
    }
  }

  /** A request has its answer; another one may have come behind it already. */
  void answered(HttpConnection connection, Duration limit) {
    State state = open.get(connection);
    if (state != null) {
      state.decoder.answered();
    }
    waiting(connection, limit);
  }

  /** From here on the connection closes, unless it gets busy within the limit. */
  void waiting(HttpConnection connection, Duration limit) {
    State state = open.get(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.timer = closeAfter(connection, limit);
      state.waitsSince = System.nanoTime();
    }
  }

  private void forget(HttpConnection connection) {
    State state = open.remove(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
    }
  }

  private long closeAfter(HttpConnection connection, Duration limit) {
    return vertx.setTimer(limit.toMillis(), late -> connection.close());
  }
}
