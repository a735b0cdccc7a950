package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.record.Bucket;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What goes by itself, in PostgreSQL. Thread-safe. */
public final class PostgresExpirations implements Expirations {

  private static final Logger LOG = Logger.getLogger("io.strongroom");

  private final Statements statements;

  public PostgresExpirations(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<List<Bucket>> buckets() {
    return statements.run(ExpirationSql.BUCKETS, Tuple::tuple, PostgresExpirations::buckets);
  }

  private static List<Bucket> buckets(RowSet<Row> rows) {
    List<Bucket> buckets = new ArrayList<>();
    rows.forEach(row -> buckets.add(BucketRow.read(row, 0)));
    return buckets;
  }

  @Override
  public Uni<List<Candidate>> candidates(Question question) {
    return statements.run(
        ExpirationSql.CANDIDATES,
        () ->
            Tuple.of(
                question.bucket().value(),
                question.prefix(),
                question.after().map(ObjectKey::value).orElse(""),
                question.writtenUntil().atOffset(ZoneOffset.UTC),
                question.limit()),
        PostgresExpirations::candidates);
  }

  private static List<Candidate> candidates(RowSet<Row> rows) {
    List<Candidate> candidates = new ArrayList<>();
    for (Row row : rows) {
      candidates.add(
          new Candidate(
              new ObjectKey(row.getString(0)),
              row.getLong(1),
              row.getOffsetDateTime(2).toInstant(),
              List.of()));
    }
    return candidates;
  }

  @Override
  public Uni<Integer> expire(Bucket seen, List<Candidate> candidates) {
    String[] keys = candidates.stream().map(each -> each.key().value()).toArray(String[]::new);
    OffsetDateTime[] times =
        candidates.stream()
            .map(each -> each.written().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new);
    return statements.one(
        ExpirationSql.EXPIRE,
        () -> Tuple.of(seen.name().value(), seen.revision(), keys, times),
        row -> {
          if (row.getLong("lost") > 0) {
            LOG.errorf(
                "ALARM: %d expired objects of bucket %s had damaged manifests; their blobs are kept",
                row.getLong("lost"), seen.name());
          }
          return Math.toIntExact(row.getLong("gone"));
        });
  }
}
