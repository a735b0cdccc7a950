package io.strongroom.emulator.store;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pool of the KMS, which the objects of the same process do not share: every connection
 * has limits that end what hangs, and nobody waits for one for long.
 */
@Singleton
@ReactiveDataSource(KmsConfig.DATASOURCE)
class KmsPool implements PgPoolCreator {

  private static final int LIFETIME_MINUTES = 30;

  private final KmsConfig.Database limits;

  KmsPool(KmsConfig config) {
    this.limits = config.database();
  }

  @Override
  public Pool create(Input input) {
    PoolOptions options =
        input
            .poolOptions()
            .setConnectionTimeout(Math.toIntExact(limits.acquireTimeout().toMillis()))
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            // A failover moves all connections in the end.
            .setMaxLifetime(LIFETIME_MINUTES)
            .setMaxLifetimeUnit(TimeUnit.MINUTES);
    input.pgConnectOptionsList().forEach(this::limit);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }

  // At the start of a connection, so that no call pays a round trip for them.
  private void limit(PgConnectOptions options) {
    options.setTcpKeepAlive(true);
    set(options, "statement_timeout", limits.statementTimeout());
    set(options, "lock_timeout", limits.lockTimeout());
    set(options, "idle_in_transaction_session_timeout", limits.idleInTransactionTimeout());
  }

  private static void set(PgConnectOptions options, String name, Duration limit) {
    if (limit.isPositive()) {
      options.addProperty(name, Long.toString(limit.toMillis()));
    }
  }
}
