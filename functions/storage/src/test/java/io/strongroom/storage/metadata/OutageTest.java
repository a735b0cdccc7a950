package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What happens when the database drops its connections, as a restart does. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class OutageTest {

  @Inject PostgresPorts store;
  @Inject Vertx vertx;

  @ConfigProperty(name = "test.jdbc-url")
  String jdbcUrl;

  private void dropConnections() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
    }
  }

  @Test
  void droppedConnections_underLoad_unavailableThenGoesOn() throws Exception {
    BucketName bucket = Records.bucketName();
    OnVertx context = new OnVertx(vertx);
    context.await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
    List<CompletableFuture<Optional<RequestError>>> calls = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      IntStream.range(0, 20)
          .mapToObj(
              i ->
                  context.start(
                      store
                          .ports()
                          .buckets()
                          .find(bucket)
                          .replaceWith(Optional.<RequestError>empty())
                          .onFailure(ObjectStoreException.class)
                          .recoverWithItem(e -> Optional.of(e.error()))))
          .forEach(calls::add);
      dropConnections();
    }
    for (CompletableFuture<Optional<RequestError>> call : calls) {
      assertThat(call.get(30, TimeUnit.SECONDS))
          .satisfiesAnyOf(
              outcome -> assertThat(outcome).isEmpty(),
              outcome ->
                  assertThat(outcome).containsInstanceOf(RequestError.StorageUnavailable.class));
    }
    TimeUnit.MILLISECONDS.sleep(500);
    assertThat(context.await(store.ports().buckets().find(bucket))).isPresent();
  }
}
