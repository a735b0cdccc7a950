package io.strongroom.storage.identity;

import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears that identities changed. A notice can be lost with its connection, and behind some poolers
 * there are none: whoever relies on them asks for the revision as well. Thread-safe.
 */
public final class IdentityNotices implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger("io.strongroom.identity");

  private final Pool pool;
  private @Nullable SqlConnection listening;

  public IdentityNotices(Pool pool) {
    this.pool = pool;
  }

  /** Calls {@code noticed} after every change, until closed or the connection ends. */
  public void listen(Runnable noticed) {
    pool.getConnection()
        .onSuccess(connection -> listen(connection, noticed))
        .onFailure(failure -> LOG.debugf("no notices of changed identities: %s", failure));
  }

  private synchronized void listen(SqlConnection connection, Runnable noticed) {
    listening = connection;
    if (connection instanceof PgConnection postgres) {
      postgres.notificationHandler(notice -> noticed.run());
    }
    connection
        .query("listen strongroom_identity")
        .execute()
        .onFailure(failure -> LOG.debugf("no notices of changed identities: %s", failure));
  }

  @Override
  public synchronized void close() {
    SqlConnection connection = listening;
    listening = null;
    if (connection != null) {
      connection.query("unlisten *").execute().onComplete(done -> connection.close());
    }
  }
}
