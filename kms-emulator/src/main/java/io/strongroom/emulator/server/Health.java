package io.strongroom.emulator.server;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether this service can answer: it can when its database does. And whether it ever will again:
 * not when its pool of connections stays stuck for longer than all limits together. Thread-safe.
 */
@ApplicationScoped
class Health {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Pool pool;
  private final StoreWatch watch;
  private final AtomicReference<@Nullable Uni<Report>> underWay = new AtomicReference<>();

  Health(@ReactiveDataSource(KmsConfig.DATASOURCE) Pool pool, KmsConfig config) {
    this.pool = pool;
    this.watch =
        new StoreWatch(
            () -> pool.query("SELECT 1").execute(), patience(config.database()), System::nanoTime);
  }

  // Without one of the limits something may hold a connection for ever, in good order.
  private static Duration patience(KmsConfig.Database limits) {
    List<Duration> all =
        List.of(
            limits.acquireTimeout(),
            limits.statementTimeout(),
            limits.lockTimeout(),
            limits.idleInTransactionTimeout());
    return all.stream().allMatch(Duration::isPositive)
        ? all.stream().reduce(Duration.ZERO, Duration::plus)
        : Duration.ZERO;
  }

  /** False when only a new process helps. Asks, and does not wait. */
  boolean isAlive() {
    return watch.isAlive();
  }

  /** What was found; never fails. */
  record Report(boolean up, JsonObject body) {}

  /** Anybody may ask, as often as they like; the database is asked once at a time. */
  Uni<Report> report() {
    Uni<Report> fresh =
        Uni.createFrom()
            .deferred(this::answer)
            .onItemOrFailure()
            .invoke((report, failure) -> underWay.set(null))
            .memoize()
            .indefinitely();
    Uni<Report> before = underWay.compareAndExchange(null, fresh);
    return before == null ? fresh : before;
  }

  private Uni<Report> answer() {
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
