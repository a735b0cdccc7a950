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

  private static final String BUCKETS =
      "select "
          + BucketRow.columns("b")
          + " from objects.bucket b where b.settings ? '"
          + SettingsColumn.LIFECYCLE
          + "' order by b.name";

  private static final String CANDIDATES =
      """
      select v.key, v.size, v.last_modified
        from objects.object_version v
       where v.bucket = $1 and v.is_latest and not v.delete_marker
         and v.key >= $2 and v.key > $3 and starts_with(v.key, $2) and v.last_modified <= $4
       order by v.key limit $5
      """;

  /**
   * Locks the records in the order of their keys, as every batch does, and looks at them again:
   * what was written meanwhile stays. Only where a bucket keeps no versions is expiry a deletion.
   */
  private static final String EXPIRE =
      """
      with b as materialized (
        select x.name from objects.bucket x
         where x.name = $1 and x.revision = $2
           and coalesce(to_jsonb(x) ->> 'versioning', 'UNVERSIONED') = 'UNVERSIONED'),
      due as materialized (
        select v.key, v.version_id, v.blob_ids
          from b join unnest(cast($3 as text[]), cast($4 as timestamptz[])) as c (key, written) on true
          join objects.object_version v
            on v.bucket = b.name and v.key = c.key collate "C" and v.is_latest
         where v.last_modified = c.written and not v.delete_marker
         order by v.key for update of v),
      """
          + BlobSql.release("select unnest(due.blob_ids) from due")
          + """
          , gone as (
            delete from objects.object_version v using b, due
             where v.bucket = b.name and v.key = due.key and v.version_id = due.version_id
            returning v.key)
          select (select count(*) from gone) as gone,
                 (select count(*) from due where blob_ids is null) as lost
          """;

  private final Statements statements;

  public PostgresExpirations(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<List<Bucket>> buckets() {
    return statements.run(BUCKETS, Tuple::tuple, PostgresExpirations::buckets);
  }

  private static List<Bucket> buckets(RowSet<Row> rows) {
    List<Bucket> buckets = new ArrayList<>();
    rows.forEach(row -> buckets.add(BucketRow.read(row, 0)));
    return buckets;
  }

  @Override
  public Uni<List<Candidate>> candidates(Question question) {
    return statements.run(
        CANDIDATES,
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
        EXPIRE,
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
