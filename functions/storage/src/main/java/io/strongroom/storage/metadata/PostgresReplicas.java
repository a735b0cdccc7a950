package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReplicationStatus;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.VersionMarks;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;

/** Copies in PostgreSQL. Thread-safe. */
public final class PostgresReplicas implements Replicas {

  private final Statements statements;

  public PostgresReplicas(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<Published> put(
      NewObject copy, VersionId version, BucketName from, Optional<SealedBytes> bytes) {
    ObjectMetadata metadata = copy.metadata();
    NewObject replica =
        copy.with(metadata.marked(metadata.marks().with(ReplicationStatus.REPLICA)));
    return statements.one(
        ReplicaSql.PUT,
        () ->
            ObjectColumns.parameters(replica)
                .addValue(version.value())
                .addValue(
                    PostgresObjects.array(new HashSet<>(replica.content().manifest().blobIds())))
                .addValue(bytes.map(all -> Buffer.buffer(all.bytes())).orElse(null))
                .addValue(from.value()),
        row -> published(row, replica, version));
  }

  private static Published published(Row row, NewObject copy, VersionId version) {
    if (row.getLong("buckets") == 0) {
      throw new ObjectStoreException(new RequestError.NoSuchBucket(copy.ref().bucket()));
    }
    if (row.getLong("lacking") == 0) {
      throw new ObjectStoreException(new RequestError.ConditionalRequestConflict(copy.ref().key()));
    }
    if (row.getLong("written") == 0) {
      throw new Contended();
    }
    return new Published(version, Versioning.ENABLED);
  }

  @Override
  public Uni<Boolean> mark(VersionRef marker, BucketName from, Instant written) {
    return statements.one(
        ReplicaSql.MARK,
        () -> named(marker).addValue(written.atOffset(ZoneOffset.UTC)).addValue(from.value()),
        row -> !row.getString("outcome").equals("NOTHING"));
  }

  @Override
  public Uni<Boolean> setMarks(VersionRef copy, VersionMarks marks) {
    return statements.run(
        ReplicaSql.SET_MARKS,
        () -> {
          Tuple parameters = named(copy);
          MetadataColumns.of(ObjectMetadata.none().marked(marks)).addMarksTo(parameters);
          return parameters;
        },
        rows -> rows.rowCount() > 0);
  }

  private static Tuple named(VersionRef version) {
    return Tuple.tuple()
        .addValue(version.object().bucket().value())
        .addValue(version.object().key().value())
        .addValue(version.version().value());
  }
}
