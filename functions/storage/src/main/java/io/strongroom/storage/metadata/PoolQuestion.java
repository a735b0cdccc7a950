package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;

/** Asks the database the least there is to ask, for a connection's sake. Thread-safe. */
public final class PoolQuestion {

  /** A server that takes no writes may be a standby, which is behind. */
  private static final String QUESTION =
      "select pg_is_in_recovery() or cast(current_setting('transaction_read_only') as boolean)";

  private final Pool pool;
  private final WritableConnections connections;

  public PoolQuestion(Pool pool) {
    this.pool = pool;
    this.connections = new WritableConnections(pool);
  }

  /**
   * Whether the database answered, and takes writes; false when it is away. Fails when the pool
   * gave no connection.
   */
  public Uni<Boolean> ask() {
    return Uni.createFrom()
        .completionStage(() -> pool.query(QUESTION).execute().toCompletionStage())
        .map(rows -> !rows.iterator().next().getBoolean(0))
        .invoke(
            writable -> {
              if (!writable) {
                connections.check();
              }
            })
        .onFailure(failure -> !DatabaseFailures.isOutOfConnections(failure))
        .recoverWithItem(false);
  }
}
