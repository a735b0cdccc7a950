package io.strongroom.storage.metadata;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The pool under the rules of an application, with limits that a test can wait for. */
@Singleton
final class TestPool implements PgPoolCreator {

  static final PoolRules RULES =
      new PoolRules(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(30));

  @Override
  public Pool create(Input input) {
    return RULES.pool(input);
  }
}
