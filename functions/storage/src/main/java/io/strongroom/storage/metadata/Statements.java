package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs single statements, each of which is a transaction of its own: one round trip, nothing that
 * could stay open behind a failure, nothing that two requests share.
 *
 * <p>A statement that lost a race is run again from the start. One that has begun runs to its end,
 * even when nobody waits for it any more: a client that hangs up must not leave half a write.
 */
public final class Statements {

  /** Each run again means that somebody else succeeded. */
  private static final int MAX_RETRIES = 20;

  private final Pool pool;
  private final WritableConnections connections;

  public Statements(Pool pool) {
    this.pool = pool;
    this.connections = new WritableConnections(pool);
  }

  /**
   * @param parameters made anew for each run
   * @param result may fail with {@link Contended} to have the statement run again
   */
  public <T> Uni<T> run(String sql, Supplier<Tuple> parameters, Function<RowSet<Row>, T> result) {
    return Attempts.of(
        () ->
            Uni.createFrom()
                .completionStage(
                    () -> pool.preparedQuery(sql).execute(parameters.get()).toCompletionStage())
                .onFailure(DatabaseFailures::isReadOnly)
                .invoke(connections::check)
                .map(result),
        MAX_RETRIES);
  }

  /** As above, for a statement that always answers with one row. */
  public <T> Uni<T> one(String sql, Supplier<Tuple> parameters, Function<Row, T> result) {
    return run(sql, parameters, rows -> result.apply(rows.iterator().next()));
  }
}
