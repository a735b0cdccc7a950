package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.record.Bucket;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
    return statements.run(
        ExpirationSql.BUCKETS, Tuple::tuple, rows -> all(rows, row -> BucketRow.read(row, 0)));
  }

  @Override
  public Uni<Page<Candidate>> candidates(Question question) {
    return candidates(ExpirationSql.CANDIDATES, question);
  }

  @Override
  public Uni<Page<Candidate>> loneMarkers(Question question) {
    return candidates(ExpirationSql.LONE_MARKERS, question);
  }

  private Uni<Page<Candidate>> candidates(String statement, Question question) {
    return statements.run(
        statement,
        () ->
            Tuple.of(
                question.bucket().value(),
                question.prefix(),
                question.after().map(ObjectKey::value).orElse(""),
                utc(question.until()),
                question.limit()),
        rows ->
            page(
                rows,
                question.limit(),
                row ->
                    new Candidate(
                        new ObjectKey(row.getString(0)),
                        row.getLong(1),
                        row.getOffsetDateTime(2).toInstant(),
                        MetadataColumns.tags(row.getString(3)))));
  }

  @Override
  public Uni<Page<OldVersion>> oldVersions(VersionQuestion question) {
    return statements.run(
        ExpirationSql.OLD_VERSIONS,
        () ->
            Tuple.tuple()
                .addValue(question.bucket().value())
                .addValue(question.prefix())
                .addValue(question.after().map(last -> last.key().value()).orElse(""))
                .addValue(utc(question.patience().until()))
                .addValue((long) question.patience().keep())
                .addValue(question.after().map(OldVersion::place).orElse(Long.MAX_VALUE))
                .addValue(question.limit()),
        rows -> oldVersions(rows, question.limit()));
  }

  /** A key without any that is due tells that it was looked at. */
  private static Page<OldVersion> oldVersions(RowSet<Row> rows, int limit) {
    List<OldVersion> found = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Optional<OldVersion> last = Optional.empty();
    for (Row row : rows) {
      keys.add(row.getString(0));
      boolean due = row.getString(1) != null;
      OldVersion version = due ? oldVersion(row) : behind(row.getString(0));
      if (due) {
        found.add(version);
      }
      last = Optional.of(version);
    }
    boolean full = rows.size() == limit;
    boolean looked = keys.size() == ExpirationSql.KEYS;
    return new Page<>(
        found, full ? last : last.filter(any -> looked).map(any -> behind(any.key().value())));
  }

  private static OldVersion oldVersion(Row row) {
    return new OldVersion(
        new ObjectKey(row.getString(0)),
        new VersionId(row.getString(1)),
        row.getLong(2),
        row.getLong(3),
        row.getBoolean(4),
        MetadataColumns.tags(row.getString(5)));
  }

  /** Behind all versions of a key. */
  private static OldVersion behind(String key) {
    return new OldVersion(new ObjectKey(key), VersionId.NULL, -1, 0, true, List.of());
  }

  private static <T> Page<T> page(RowSet<Row> rows, int limit, Function<Row, T> read) {
    List<T> found = all(rows, read);
    return new Page<>(
        found, found.size() == limit ? Optional.of(found.getLast()) : Optional.empty());
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    List<T> all = new ArrayList<>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }

  @Override
  public Uni<Integer> expire(Bucket seen, List<Candidate> candidates) {
    return gone(
        seen.versioning().isKept() ? ExpirationSql.EXPIRE_KEPT : ExpirationSql.EXPIRE,
        seen,
        () ->
            named(seen, candidates)
                .addValue(
                    candidates.stream()
                        .map(each -> MetadataColumns.tags(each.tags()))
                        .toArray(String[]::new)));
  }

  @Override
  public Uni<Integer> expireMarkers(Bucket seen, List<Candidate> markers) {
    return gone(ExpirationSql.EXPIRE_MARKERS, seen, () -> named(seen, markers));
  }

  private static Tuple named(Bucket seen, List<Candidate> candidates) {
    return Tuple.tuple()
        .addValue(seen.name().value())
        .addValue(seen.revision())
        .addValue(candidates.stream().map(each -> each.key().value()).toArray(String[]::new))
        .addValue(
            candidates.stream().map(each -> utc(each.written())).toArray(OffsetDateTime[]::new));
  }

  @Override
  public Uni<Integer> expireVersions(Bucket seen, List<OldVersion> versions, Patience patience) {
    return gone(
        ExpirationSql.EXPIRE_VERSIONS,
        seen,
        () ->
            Tuple.tuple()
                .addValue(seen.name().value())
                .addValue(seen.revision())
                .addValue(versions.stream().map(each -> each.key().value()).toArray(String[]::new))
                .addValue(
                    versions.stream().map(each -> each.version().value()).toArray(String[]::new))
                .addValue(utc(patience.until()))
                .addValue(patience.keep()));
  }

  private Uni<Integer> gone(String statement, Bucket seen, Supplier<Tuple> parameters) {
    return statements.one(
        statement,
        parameters,
        row -> {
          if (row.getLong("lost") > 0) {
            LOG.errorf(
                "ALARM: %d expired objects of bucket %s had damaged manifests; their blobs are kept",
                row.getLong("lost"), seen.name());
          }
          return Math.toIntExact(row.getLong("gone"));
        });
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
