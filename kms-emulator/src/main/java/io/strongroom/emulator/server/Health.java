package io.strongroom.emulator.server;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whether this service can answer: it can when its database does. Thread-safe. */
@ApplicationScoped
class Health {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Pool pool;

  Health(@ReactiveDataSource(KmsConfig.DATASOURCE) Pool pool) {
    this.pool = pool;
  }

  /** What was found; never fails. */
  record Report(boolean up, JsonObject body) {}

  Uni<Report> report() {
    return pool.query("SELECT 1")
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(rows -> true)
        .onFailure()
        .recoverWithItem(false)
        .map(Health::report);
  }

  private static Report report(boolean database) {
    String status = database ? "UP" : "DOWN";
    return new Report(
        database,
        new JsonObject()
            .put("status", status)
            .put("checks", new JsonObject().put("database", status)));
  }
}
