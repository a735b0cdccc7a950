package io.strongroom.storage.metadata;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.testing.LockContentionContract;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresLockContentionTest extends LockContentionContract {

  @Inject PostgresPorts store;
  @Inject Vertx vertx;

  @Override
  protected Ports ports() {
    return store.ports();
  }

  @Override
  protected <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  @Override
  protected <T> CompletableFuture<T> start(Uni<T> uni) {
    return new OnVertx(vertx).start(uni);
  }
}
