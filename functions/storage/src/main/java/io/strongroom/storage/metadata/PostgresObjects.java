package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.Versioning;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Objects in PostgreSQL. Thread-safe. */
public final class PostgresObjects implements Objects {

  /** What is written in a bucket without versions. */
  static final Published PUBLISHED = new Published(VersionId.NULL, Versioning.UNVERSIONED);

  private final Statements statements;

  public PostgresObjects(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<Located<ObjectVersion>> locate(ObjectRef ref) {
    return locate(ObjectSql.LOCATE, ref, row -> ObjectColumns.read(row, BucketRow.WIDTH));
  }

  @Override
  public Uni<Located<ReadableObject>> locateToRead(ObjectRef ref) {
    return locate(ObjectSql.LOCATE_TO_READ, ref, PostgresObjects::readable);
  }

  private static ReadableObject readable(Row row) {
    return new ReadableObject(
        ObjectColumns.read(row, BucketRow.WIDTH),
        Optional.ofNullable(row.getBuffer(BucketRow.WIDTH + ObjectColumns.WIDTH))
            .map(bytes -> SealedBytes.adopt(bytes.getBytes())));
  }

  private <T> Uni<Located<T>> locate(String statement, ObjectRef ref, Function<Row, T> read) {
    return statements.run(
        statement,
        () -> Tuple.of(ref.bucket().value(), ref.key().value()),
        rows -> located(rows, row -> StoredRows.read(ref, () -> read.apply(row))));
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
  public Uni<Published> put(
      NewObject object, WriteCondition condition, Optional<SealedBytes> bytes) {
    if (bytes.isPresent() && object.content().manifest().blobIds().size() != 1) {
      throw new IllegalArgumentException("bytes of one blob for several");
    }
    return write(
        ObjectSql.PUT,
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
          return PUBLISHED;
        });
  }

  /** Of every statement that writes an object: its columns, the condition, its blobs once each. */
  static Tuple parameters(NewObject object, WriteCondition condition) {
    Tuple parameters = ObjectColumns.parameters(object.as(VersionId.NULL));
    ObjectSql.addTo(parameters, condition);
    return parameters.addValue(array(new HashSet<>(object.content().manifest().blobIds())));
  }

  @Override
  public Uni<Boolean> replaceRecord(ObjectVersion object, Envelope expected) {
    return statements.run(
        ObjectSql.REPLACE_RECORD,
        () -> ObjectColumns.parameters(object).addValue(Buffer.buffer(expected.encode())),
        rows -> rows.rowCount() > 0);
  }

  @Override
  public Uni<Deletion> delete(ObjectRef ref, WriteCondition condition, Optional<UUID> seen) {
    return statements.one(
        ObjectSql.DELETE,
        () ->
            Tuple.tuple()
                .addValue(ref.bucket().value())
                .addValue(seen.orElse(null))
                .addValue(ref.key().value())
                .addValue(VersionId.NULL.value())
                .addValue(
                    condition instanceof WriteCondition.IfMatches(ETag tag) ? tag.value() : null),
        row -> deletion(row, ref, condition));
  }

  private static Deletion deletion(Row row, ObjectRef ref, WriteCondition condition) {
    if (row.getLong("buckets") == 0) {
      return Deletion.OTHER_BUCKET;
    }
    condition.require(ref, Optional.ofNullable(row.getString("etag")).map(ETag::new));
    if (row.getLong("gone") == 0) {
      return Deletion.NOTHING_THERE;
    }
    WriteOutcome.tellOfLostBlobs(row, ref);
    return Deletion.DONE;
  }

  @Override
  public Uni<Deletion> deleteAll(BucketName bucket, Set<ObjectKey> keys, Optional<UUID> seen) {
    return statements.one(
        ObjectSql.DELETE_ALL,
        () ->
            Tuple.tuple()
                .addValue(bucket.value())
                .addValue(seen.orElse(null))
                .addValue(keys.stream().map(ObjectKey::value).toArray(String[]::new)),
        row -> {
          WriteOutcome.tellOfLostBlobs(row, "one of a batch, bucket=" + bucket.value());
          return row.getLong("buckets") == 0 ? Deletion.OTHER_BUCKET : Deletion.DONE;
        });
  }

  static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
