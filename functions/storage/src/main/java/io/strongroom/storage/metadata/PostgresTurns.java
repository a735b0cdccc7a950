package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Turns;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** Turns in PostgreSQL, by its clock. Thread-safe. */
public final class PostgresTurns implements Turns {

  private static final double MILLIS = 1000;

  private static final String TAKE =
      """
      insert into objects.turn as t (work, ends_at)
      values ($1, now() + make_interval(secs => cast($2 as double precision)))
      on conflict (work) do update set ends_at = excluded.ends_at where t.ends_at <= now()
      returning t.work
      """;

  private final Statements statements;

  public PostgresTurns(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<Boolean> take(String work, Duration length) {
    return statements.run(
        TAKE, () -> Tuple.of(work, length.toMillis() / MILLIS), rows -> rows.size() > 0);
  }
}
