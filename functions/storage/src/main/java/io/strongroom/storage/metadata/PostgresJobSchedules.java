package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.JobSchedules;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** Schedules in PostgreSQL. Thread-safe. */
public final class PostgresJobSchedules implements JobSchedules {

  private final Statements statements;
  private final Jobs jobs;

  public PostgresJobSchedules(Pool pool, Jobs jobs) {
    this.statements = new Statements(pool);
    this.jobs = jobs;
  }

  @Override
  public Uni<Standing> standing(String name) {
    return statements
        .one(JobSql.STANDING, () -> Tuple.of(name), Found::of)
        .chain(
            found ->
                running(found).map(running -> new Standing(found.seen(), found.due(), running)));
  }

  private record Found(Optional<String> seen, boolean due, Optional<String> running) {

    static Found of(Row row) {
      return new Found(
          Optional.ofNullable(row.getString("seen")),
          row.getBoolean("due"),
          Optional.ofNullable(row.getString("running")));
    }
  }

  private Uni<Optional<Job>> running(Found found) {
    return found.running().map(jobs::find).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  @Override
  public Uni<Void> see(String name, String seen, Duration rest) {
    return statements.run(
        JobSql.SEE, () -> Tuple.of(name, seen, (double) rest.toSeconds()), rows -> null);
  }

  @Override
  public Uni<Boolean> createIfDue(Job job, Duration every) {
    return statements.run(
        JobSql.CREATE_IF_DUE,
        () -> JobRow.parameters(job).addValue((double) every.toSeconds()),
        rows -> rows.rowCount() > 0);
  }

  @Override
  public Uni<Boolean> createIfChanged(Job job, String seen) {
    return statements.run(
        JobSql.CREATE_IF_CHANGED,
        () -> JobRow.parameters(job).addValue(seen),
        rows -> rows.rowCount() > 0);
  }
}
