package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionChange;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Objects in PostgreSQL. Thread-safe. */
public final class PostgresObjects implements Objects {

  private final Statements statements;
  private final Deletions deletions;
  private final VersionMarkings marks;

  public PostgresObjects(Pool pool) {
    this.statements = new Statements(pool);
    this.deletions = new Deletions(statements);
    this.marks = new VersionMarkings(statements);
  }

  @Override
  public Uni<Located<Version>> locate(Wanted wanted) {
    return locate(
        wanted.version().isPresent() ? ObjectSql.LOCATE_VERSION : ObjectSql.LOCATE,
        wanted,
        row -> ObjectColumns.read(row, BucketRow.WIDTH));
  }

  @Override
  public Uni<Located<ReadableVersion>> locateToRead(Wanted wanted) {
    return locate(
        wanted.version().isPresent() ? ObjectSql.LOCATE_VERSION_TO_READ : ObjectSql.LOCATE_TO_READ,
        wanted,
        PostgresObjects::readable);
  }

  private static ReadableVersion readable(Row row) {
    return new ReadableVersion(
        ObjectColumns.read(row, BucketRow.WIDTH),
        Optional.ofNullable(row.getBuffer(BucketRow.WIDTH + ObjectColumns.READ_WIDTH))
            .map(bytes -> SealedBytes.adopt(bytes.getBytes())));
  }

  private <T> Uni<Located<T>> locate(String statement, Wanted wanted, Function<Row, T> read) {
    return statements.run(
        statement,
        () -> {
          Tuple parameters = Tuple.of(wanted.bucket().value(), wanted.key().value());
          wanted.version().ifPresent(version -> parameters.addValue(version.value()));
          return parameters;
        },
        rows -> located(rows, row -> StoredRows.read(wanted.object(), () -> read.apply(row))));
  }

  private static <T> Located<T> located(RowSet<Row> rows, Function<Row, T> read) {
    for (Row row : rows) {
      boolean absent = row.getValue(BucketRow.WIDTH) == null;
      return new Located<>(
          Optional.of(BucketRow.read(row, 0)),
          absent ? Optional.empty() : Optional.of(read.apply(row)));
    }
    return Located.nowhere();
  }

  @Override
  public Uni<Boolean> hasIssued(BucketName bucket, VersionId version) {
    return statements.run(
        ObjectSql.ISSUED,
        () -> Tuple.of(bucket.value(), version.value()),
        rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
  }

  @Override
  public Uni<Published> put(
      NewObject object, WriteCondition condition, Optional<SealedBytes> bytes) {
    if (bytes.isPresent() && object.content().manifest().blobIds().size() != 1) {
      throw new IllegalArgumentException("bytes of one blob for several");
    }
    return write(
        switch (object.origin()) {
          case PUT -> ObjectSql.PUT;
          case COPY -> ObjectSql.PUT_COPY;
        },
        object,
        condition,
        () ->
            parameters(object, condition)
                .addValue(bytes.map(all -> Buffer.buffer(all.bytes())).orElse(null)));
  }

  @Override
  public Uni<Published> putSharing(NewObject object, WriteCondition condition) {
    return write(ObjectSql.PUT_SHARING, object, condition, () -> parameters(object, condition));
  }

  private Uni<Published> write(
      String statement, NewObject object, WriteCondition condition, Supplier<Tuple> parameters) {
    return statements.one(
        statement,
        parameters,
        row -> {
          WriteOutcome.requireWritten(row, object.ref(), condition);
          return WriteOutcome.published(row);
        });
  }

  /** Of every statement that writes an object: its columns, the condition, its blobs once each. */
  static Tuple parameters(NewObject object, WriteCondition condition) {
    Tuple parameters = ObjectColumns.parameters(object);
    ObjectSql.addTo(parameters, condition);
    return parameters.addValue(array(new HashSet<>(object.content().manifest().blobIds())));
  }

  @Override
  public Uni<Boolean> replaceRecord(ObjectVersion object, Envelope expected) {
    return statements.run(
        RecordSql.REPLACE_RECORD,
        () ->
            ObjectColumns.record(object)
                .addValue(object.ref().bucket().value())
                .addValue(object.ref().key().value())
                .addValue(object.version().value())
                .addValue(Buffer.buffer(expected.encode())),
        rows -> rows.rowCount() > 0);
  }

  @Override
  public Uni<Boolean> extend(ObjectVersion object, SealedManifest expected, UUID added) {
    return statements.one(
        RecordSql.EXTEND,
        () ->
            ObjectColumns.record(object)
                .addValue(object.ref().bucket().value())
                .addValue(object.ref().key().value())
                .addValue(object.version().value())
                .addValue(Buffer.buffer(expected.bytes()))
                .addValue(added),
        row -> row.getLong("written") > 0);
  }

  @Override
  public Uni<Change> change(VersionRef version, VersionChange change) {
    return marks.set(version, change);
  }

  @Override
  public Uni<Optional<Deletion>> delete(Wanted wanted, WriteCondition condition, Permit permit) {
    return deletions
        .run(wanted.bucket(), List.of(wanted), condition, permit)
        .map(done -> done.map(List::getFirst));
  }

  @Override
  public Uni<Optional<List<Deletion>>> deleteAll(
      BucketName bucket, List<Wanted> wanted, Permit permit) {
    return deletions.run(bucket, wanted, new WriteCondition.Always(), permit);
  }

  static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
