package io.strongroom.safekeeping;

import io.strongroom.local.DatabaseAccess;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/** A few connections to the records, for as long as a command runs. */
record Database(Vertx vertx, Pool pool) implements AutoCloseable {

  private static final int CONNECTIONS = 4;

  static Database open(DatabaseAccess access) {
    Vertx vertx = Vertx.vertx();
    return new Database(
        vertx,
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS))
            .connectingTo(
                PgConnectOptions.fromUri(access.reactiveUrl())
                    .setUser(access.user())
                    .setPassword(access.password()))
            .using(vertx)
            .build());
  }

  @Override
  public void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
