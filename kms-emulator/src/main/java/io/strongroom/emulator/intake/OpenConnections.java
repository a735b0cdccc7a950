package io.strongroom.emulator.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of a process: how many, and how long each may be without a whole request.
 * Thread-safe; one connection's events come on its event loop.
 */
public final class OpenConnections {

  private static final int HARD_LIMIT_FACTOR = 2;

  private final Vertx vertx;
  private final IntakeLimits limits;
  private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();

  public OpenConnections(Vertx vertx, IntakeLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  // Touched on the connection's event loop alone.
  private static final class State {
    private final boolean surplus;
    private final StrictDecoder decoder;
    private long timer;

    State(boolean surplus, StrictDecoder decoder, long timer) {
      this.surplus = surplus;
      this.decoder = decoder;
      this.timer = timer;
    }
  }

  /** A connection was made; it has read nothing yet. */
  public void opened(HttpConnection connection, HttpServerOptions options) {
    int others = open.size();
    if (others >= limits.connections() * HARD_LIMIT_FACTOR) {
      connection.close();
      return;
    }
    open.put(
        connection,
        new State(
            others >= limits.connections(),
            StrictDecoder.install(connection, options),
            closeAfter(connection, limits.header())));
    connection.closeHandler(closed -> forget(connection));
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
