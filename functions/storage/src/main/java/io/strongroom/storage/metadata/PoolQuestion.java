package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;

/** Asks the database the least there is to ask, for a connection's sake. */
public final class PoolQuestion {

  private PoolQuestion() {}

  /**
   * Whether the database answered; false when it is away. Fails when the pool gave no connection.
   */
  public static Uni<Boolean> ask(Pool pool) {
    return Uni.createFrom()
        .completionStage(() -> pool.query("select 1").execute().toCompletionStage())
        .replaceWith(true)
        .onFailure(failure -> !DatabaseFailures.isOutOfConnections(failure))
        .recoverWithItem(false);
  }
}
