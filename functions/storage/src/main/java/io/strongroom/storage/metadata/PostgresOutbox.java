package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.record.Told.Lane;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened, in a table that the objects' own triggers fill. Thread-safe. */
public final class PostgresOutbox implements ObjectOutbox {

  private static final String CLAIM =
      "select * from objects.claim_outbox($1, $2, make_interval(secs => $3), $4) order by id";

  private static final String KEEP =
      "update objects.outbox set free_at = clock_timestamp() + make_interval(secs => $3)"
          + " where id = $1 and lease = $2";

  private static final String SETTLE =
      "select objects.settle_outbox($1, $2, $3, make_interval(secs => $4), $5) as held";

  private static final String BACKLOG =
      """
      select count(*) as pieces, min(at) as oldest from objects.outbox where starts_with(lane, $1)
      """;

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Statements statements;

  public PostgresOutbox(Pool pool) {
    this.statements = new Statements(pool);
  }

  /** What lanes of a kind begin with. */
  static String prefix(Lane.Kind kind) {
    return switch (kind) {
      case COPY -> "copy:";
      case TELL -> "tell:";
    };
  }

  @Override
  public Uni<List<Told>> claim(Lane.Kind kind, Duration hold, int most) {
    UUID lease = UUID.randomUUID();
    return statements.run(
        CLAIM,
        () -> Tuple.of(prefix(kind), lease, seconds(hold), most),
        rows -> told(rows, kind, lease));
  }

  private static List<Told> told(RowSet<Row> rows, Lane.Kind kind, UUID lease) {
    List<Told> all = new ArrayList<>();
    rows.forEach(row -> all.add(told(row, kind, lease)));
    return all;
  }

  private static Told told(Row row, Lane.Kind kind, UUID lease) {
    Long size = row.getLong("size");
    return new Told(
        row.getLong("id"),
        new Lane(kind, row.getString("lane").substring(prefix(kind).length())),
        new VersionRef(
            new ObjectRef(
                new BucketName(row.getString("bucket")), new ObjectKey(row.getString("key"))),
            new VersionId(row.getString("version_id"))),
        row.getString("event"),
        new Told.Facts(
            row.getOffsetDateTime("at").toInstant(),
            size == null ? OptionalLong.empty() : OptionalLong.of(size),
            Optional.ofNullable(row.getString("etag")).map(ETag::new)),
        lease,
        row.getInteger("attempts"));
  }

  @Override
  public Uni<Boolean> keep(Told piece, Duration hold) {
    return statements.run(
        KEEP,
        () -> Tuple.of(piece.id(), piece.lease(), seconds(hold)),
        rows -> rows.rowCount() > 0);
  }

  @Override
  public Uni<Boolean> settle(Told piece, Settlement settlement) {
    return statements.one(
        SETTLE,
        () ->
            switch (settlement) {
              case Settlement.Done() -> settling(piece, "DONE", Duration.ZERO, null);
              case Settlement.Failed(var reason) ->
                  settling(piece, "FAILED", Duration.ZERO, reason);
              case Settlement.Later(var pause, var reason) ->
                  settling(piece, "LATER", pause, reason);
            },
        row -> row.getBoolean("held"));
  }

  private static Tuple settling(
      Told piece, String result, Duration pause, @Nullable String reason) {
    return Tuple.tuple()
        .addValue(piece.id())
        .addValue(piece.lease())
        .addValue(result)
        .addValue(seconds(pause))
        .addValue(reason);
  }

  @Override
  public Uni<Backlog> backlog(Lane.Kind kind) {
    return statements.one(
        BACKLOG,
        () -> Tuple.of(prefix(kind)),
        row ->
            new Backlog(
                row.getLong("pieces"),
                Optional.ofNullable(row.getOffsetDateTime("oldest"))
                    .map(OffsetDateTime::toInstant)));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }
}
