package io.strongroom.storage.metadata;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What bounds every use of a pooled connection, so that no request waits without end and nothing
 * that failed holds a connection or a lock.
 *
 * <p>The database's own limits are set by a statement when a connection is made, not by start-up
 * parameters, which PgBouncer refuses. In its transaction mode that reaches the server's
 * connections one after the other; the roles have the same limits (db/roles/objects.sql).
 *
 * @param connectionWait for a free connection; then the request is refused as busy
 * @param statement the longest that one statement may run
 * @param lock the longest that a statement may wait for a row
 * @param idleInTransaction after which a transaction that nobody continues is rolled back, and its
 *     connection closed by the database
 * @param lifetime of a connection, after which another one takes its place: so that none stays for
 *     good where an address led long ago
 */
public record PoolRules(
    Duration connectionWait,
    Duration statement,
    Duration lock,
    Duration idleInTransaction,
    Duration lifetime) {

  private static final Logger LOG = Logger.getLogger(PoolRules.class);

  /** In characters; the client prepares a longer one anew each time, for a round trip more. */
  private static final int LONGEST_STATEMENT = 16 * 1024;

  /** A connection on which nothing was heard for so much longer than a statement runs is dead. */
  private static final int SILENCE_FACTOR = 2;

  /** A pool as configured, under these rules. */
  public Pool pool(PgPoolCreator.Input input) {
    return PgBuilder.pool()
        .with(
            input
                .poolOptions()
                .setConnectionTimeout(Math.toIntExact(connectionWait.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxLifetime(Math.toIntExact(lifetime.toSeconds()))
                .setMaxLifetimeUnit(TimeUnit.SECONDS))
        .connectingTo(
            input.pgConnectOptionsList().stream().<SqlConnectOptions>map(this::watched).toList())
        .withConnectHandler(limits())
        .using(input.vertx())
        .build();
  }

  private PgConnectOptions watched(PgConnectOptions options) {
    PgConnectOptions watched = new PgConnectOptions(options);
    watched.setTcpKeepAlive(true);
    watched.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
    watched.setConnectTimeout(Math.toIntExact(connectionWait.toMillis()));
    watched.setReadIdleTimeout(Math.toIntExact(statement.multipliedBy(SILENCE_FACTOR).toSeconds()));
    watched.setIdleTimeoutUnit(TimeUnit.SECONDS);
    return watched;
  }

  /** The pool gets the connection when the handler closes it. */
  private Handler<SqlConnection> limits() {
    String sql =
        "set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
            .formatted(statement.toMillis(), lock.toMillis(), idleInTransaction.toMillis());
    return connection ->
        connection
            .query(sql)
            .execute()
            .onFailure(failure -> LOG.warnf("limits of a connection were not set: %s", failure))
            .onComplete(done -> connection.close());
  }
}
