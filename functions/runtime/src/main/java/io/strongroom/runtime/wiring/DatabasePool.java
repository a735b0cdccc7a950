package io.strongroom.runtime.wiring;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.strongroom.runtime.config.DatabaseConfig;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.metadata.PoolRules;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the pool of the metadata database, which Hibernate uses as well. */
@Singleton
public final class DatabasePool implements PgPoolCreator {

  private final PoolRules rules;

  DatabasePool(StrongroomConfig config) {
    DatabaseConfig database = config.database();
    rules =
        new PoolRules(
            database.connectionWait(),
            database.statementTimeout(),
            database.lockTimeout(),
            database.idleInTransactionTimeout(),
            database.connectionLifetime());
  }

  @Override
  public Pool create(Input input) {
    return rules.pool(input);
  }
}
