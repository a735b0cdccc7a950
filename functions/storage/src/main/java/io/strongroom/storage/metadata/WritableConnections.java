package io.strongroom.storage.metadata;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends the pool's connections to a server that takes no writes any more: after a failover the
 * former primary may come back as a standby under connections that were never cut, and would answer
 * reads with what was true long ago. The next connection goes where the address leads by then.
 * Thread-safe.
 */
final class WritableConnections {

  private static final Logger LOG = Logger.getLogger(WritableConnections.class);

  /** A role may end its own connections, on a standby too. */
  private static final String END_IF_DEMOTED =
      "select pg_terminate_backend(pg_backend_pid()) where pg_is_in_recovery() or"
          + " cast(current_setting('transaction_read_only') as boolean)";

  private final Pool pool;
  private final AtomicBoolean looking = new AtomicBoolean();

  WritableConnections(Pool pool) {
    this.pool = pool;
  }

  /** Looks at all of them, in the background; once at a time. */
  void check() {
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    LOG.warn("the database takes no writes: connections to a server that was demoted are closed");
    hold(List.of());
  }

  /**
   * One after the other until there are as many as the pool has: it may make a new one rather than
   * give one of another event loop.
   */
  private void hold(List<SqlConnection> held) {
    if (!held.isEmpty() && held.size() >= pool.size()) {
      end(held);
      return;
    }
    pool.getConnection()
        .onSuccess(
            one -> {
              List<SqlConnection> more = new ArrayList<>(held);
              more.add(one);
              hold(more);
            })
        .onFailure(none -> end(held));
  }

  private void end(List<SqlConnection> held) {
    Future.join(held.stream().map(WritableConnections::endIfDemoted).toList())
        .onComplete(done -> looking.set(false));
  }

  private static Future<?> endIfDemoted(SqlConnection connection) {
    return connection.query(END_IF_DEMOTED).execute().onComplete(ended -> connection.close());
  }
}
