package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobSlice;
import io.strongroom.domain.record.Place;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Jobs in PostgreSQL, and their work on versions. Thread-safe. */
public final class PostgresJobs implements Jobs {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Statements statements;
  private final int width;

  /**
   * @param width versions of a slice, at most
   */
  public PostgresJobs(Pool pool, int width) {
    this.statements = new Statements(pool);
    this.width = width;
  }

  @Override
  public Uni<Void> create(Job job) {
    return statements.run(JobSql.CREATE, () -> JobRow.parameters(job), rows -> null);
  }

  @Override
  public Uni<Optional<Job>> find(String id) {
    return statements.run(
        JobSql.FIND, () -> Tuple.of(id), rows -> all(rows, JobRow::told).stream().findFirst());
  }

  @Override
  public Uni<List<Job>> list(Optional<AccountId> account, int most) {
    return statements.run(
        JobSql.LIST,
        () -> Tuple.tuple().addValue(account.map(AccountId::value).orElse(null)).addValue(most),
        rows -> all(rows, JobRow::told));
  }

  @Override
  public Uni<Boolean> change(
      String id, List<Job.State> from, Job.State to, Optional<String> reason) {
    return statements.run(
        JobSql.CHANGE,
        () ->
            Tuple.tuple()
                .addValue(id)
                .addValue(from.stream().map(Job.State::name).toArray(String[]::new))
                .addValue(to.name())
                .addValue(reason.orElse(null)),
        rows -> rows.rowCount() > 0);
  }

  @Override
  public Uni<Counted> count(AccountId account, JobSelection selection, Place after, int looked) {
    return statements.run(
        JobWalkSql.count(selection),
        () -> walk(account, selection, after, looked),
        rows -> counted(rows, looked));
  }

  private static Counted counted(RowSet<Row> rows, int most) {
    for (Row row : rows) {
      Optional<Place> last =
          row.getLong("looked") < most
              ? Optional.empty()
              : Optional.of(
                  new Place(
                      row.getString("bucket"), row.getString("key"), row.getString("version_id")));
      return new Counted(
          row.getLong("versions"),
          row.getLong("bytes"),
          row.getLong("own"),
          Arrays.asList(row.getArrayOfLongs("numbers")),
          new Counted.Aside(
              row.getLong("markers"), row.getLong("locked"), row.getLong("locked_bytes")),
          last);
    }
    return new Counted(0, 0, 0, List.of(), new Counted.Aside(0, 0, 0), Optional.empty());
  }

  /** The first parameters of a walk, which all walks have. */
  private static Tuple walk(AccountId account, JobSelection selection, Place after, int limit) {
    JobSelection.Traits traits = selection.traits();
    return Tuple.tuple()
        .addValue(after.bucket())
        .addValue(after.key())
        .addValue(after.version())
        .addValue(limit)
        .addValue(account.value())
        .addValue(selection.prefix())
        .addValue(traits.mode().map(EncryptionMode::name).orElse(null))
        .addValue(traits.cipher().map(DataCipher::name).orElse(null))
        .addValue(JobRow.utc(traits.writtenBefore()))
        .addValue(selection.key().map(KmsKeyId::text).orElse(null))
        .addValue(selection.bucket().map(BucketName::value).orElse(null))
        .addValue(MetadataColumns.tags(traits.tags()))
        .addValue(traits.listing().map(JobSelection.Listing::id).orElse(null));
  }

  @Override
  public Uni<Optional<JobSlice>> claim(UUID lease, Duration hold) {
    return statements.run(
        JobSql.CLAIM,
        () -> Tuple.of(lease, seconds(hold), width),
        rows -> all(rows, row -> slice(row, lease)).stream().findFirst());
  }

  private static JobSlice slice(Row row, UUID lease) {
    return new JobSlice(
        JobRow.read(row),
        row.getInteger("number"),
        lease,
        new Place(
            row.getString("done_bucket"), row.getString("done_key"), row.getString("done_version")),
        new Place(
            row.getString("until_bucket"),
            row.getString("until_key"),
            row.getString("until_version")));
  }

  @Override
  public Uni<Batch> next(JobSlice slice, int most) {
    JobSelection selection = slice.job().selection();
    return statements.run(
        JobWalkSql.next(selection),
        () ->
            walk(slice.job().maker().account(), selection, slice.done(), most)
                .addValue(slice.until().bucket())
                .addValue(slice.until().key())
                .addValue(slice.until().version()),
        rows -> batch(all(rows, JobItems::read), most));
  }

  private static Batch batch(List<JobItem> items, int most) {
    return new Batch(
        items,
        items.size() < most
            ? Optional.empty()
            : Optional.of(items.getLast())
                .map(
                    last ->
                        new Place(
                            last.ref().object().bucket().value(),
                            last.ref().object().key().value(),
                            last.ref().version().value())));
  }

  @Override
  public Uni<Noted> note(JobSlice slice, List<JobItem.Outcome> outcomes, Progress progress) {
    boolean letGo = progress.ended() || !progress.pause().isZero() || progress.hold().isZero();
    Duration free = letGo ? progress.pause() : progress.hold();
    return statements.one(
        JobSql.NOTE,
        () ->
            Tuple.tuple()
                .addValue(slice.job().id())
                .addValue(slice.number())
                .addValue(slice.lease())
                .addValue(JobItems.noted(outcomes))
                .addValue(progress.doneTo().bucket())
                .addValue(progress.doneTo().key())
                .addValue(progress.doneTo().version())
                .addValue(progress.ended())
                .addValue(seconds(free))
                .addValue(letGo),
        row -> {
          WriteOutcome.tellOfLostBlobs(row, "erased by " + slice.job().id());
          return new Noted(row.getLong("held") > 0, Set.of(row.getArrayOfIntegers("changed")));
        });
  }

  @Override
  public Uni<Boolean> renew(JobSlice slice, Duration hold) {
    return statements.run(
        JobSql.RENEW,
        () -> Tuple.of(slice.job().id(), slice.number(), slice.lease(), seconds(hold)),
        rows -> rows.rowCount() > 0);
  }

  @Override
  public Uni<List<Finding>> findings(String id, int most) {
    return statements.run(
        JobSql.FINDINGS,
        () -> Tuple.of(id, most),
        rows ->
            all(
                rows,
                row ->
                    new Finding(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4))));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    List<T> all = new ArrayList<>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }
}
