package io.strongroom.storage.identity;

import io.vertx.core.AsyncResult;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears that identities changed, on one connection of the pool. A notice can be lost with that
 * connection, and behind some poolers there are none: whoever relies on them asks for the revision
 * as well. Thread-safe.
 */
public final class IdentityNotices implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger("io.strongroom.identity");

  /** Shorter than the silence after which the pool takes a connection for dead. */
  private static final long HEARTBEAT = Duration.ofSeconds(15).toNanos();

  private final Pool pool;
  private boolean wanted;
  private boolean connecting;
  private @Nullable SqlConnection listening;
  private long heardAt;

  public IdentityNotices(Pool pool) {
    this.pool = pool;
  }

  /**
   * Has {@code noticed} called after every change, and when the connection is lost with which
   * changes were heard of. To be called again and again until {@link #close}: a connection that was
   * lost is replaced. Does not wait.
   */
  public synchronized void keepListening(Runnable noticed) {
    wanted = true;
    SqlConnection connection = listening;
    if (connection != null) {
      beat(connection);
    } else if (!connecting) {
      connecting = true;
      pool.getConnection().onComplete(answer -> connected(answer, noticed));
    }
  }

  private void beat(SqlConnection connection) {
    if (System.nanoTime() - heardAt >= HEARTBEAT) {
      heardAt = System.nanoTime();
      connection.query("select 1").execute().onFailure(failure -> connection.close());
    }
  }

  private synchronized void connected(AsyncResult<SqlConnection> answer, Runnable noticed) {
    connecting = false;
    if (answer.failed()) {
      LOG.debugf("no notices of changed identities: %s", answer.cause());
      return;
    }
    SqlConnection connection = answer.result();
    if (!wanted) {
      connection.close();
      return;
    }
    listening = connection;
    heardAt = System.nanoTime();
    connection.closeHandler(closed -> lost(connection, noticed));
    if (connection instanceof PgConnection postgres) {
      postgres.notificationHandler(notice -> noticed.run());
    }
    connection
        .query("listen strongroom_identity")
        .execute()
        .onFailure(
            failure -> {
              LOG.debugf("no notices of changed identities: %s", failure);
              lost(connection, noticed);
              connection.close();
            });
  }

  private void lost(SqlConnection connection, Runnable noticed) {
    synchronized (this) {
      if (!connection.equals(listening)) {
        return;
      }
      listening = null;
    }
    noticed.run();
  }

  /** Listens no more; it may begin again. */
  @Override
  public synchronized void close() {
    wanted = false;
    SqlConnection connection = listening;
    listening = null;
    if (connection != null) {
      connection.query("unlisten *").execute().onComplete(done -> connection.close());
    }
  }
}
