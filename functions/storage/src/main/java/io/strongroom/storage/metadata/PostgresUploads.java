package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Multipart uploads in PostgreSQL. Thread-safe. */
public final class PostgresUploads implements Uploads {

  private static final String LOCATE =
      "select "
          + BucketRow.columns("b")
          + ", "
          + UploadRow.columns("u")
          + " from objects.bucket b left join objects.upload u"
          + " on u.bucket = b.name and u.id = $2 and u.key = $3 where b.name = $1";

  private static final String PARTS =
      "select u.id, "
          + PartRow.columns("p")
          + " from objects.upload u left join objects.upload_part p"
          + " on p.upload_id = u.id and p.number > $2 where u.id = $1 order by p.number limit $3";

  private static final String COMPLETED =
      "select "
          + CompletedColumns.NAMES
          + " from objects.completed_upload where id = $1 and bucket = $2 and key = $3";

  private final Statements statements;
  private final Questions questions;

  /**
   * @param pool the connections that {@code sessions} uses too
   */
  public PostgresUploads(Pool pool, Mutiny.SessionFactory sessions) {
    this.statements = new Statements(pool);
    this.questions = new Questions(sessions);
  }

  @Override
  public Uni<Void> create(Upload upload) {
    return statements
        .run(
            PartSql.CREATE,
            () -> PartSql.parameters(upload),
            rows -> {
              if (rows.rowCount() == 0) {
                throw new ObjectStoreException(
                    new RequestError.NoSuchBucket(upload.ref().bucket()));
              }
              return rows;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Located<Upload>> locate(ObjectRef ref, UploadId uploadId) {
    return statements.run(
        LOCATE,
        () -> Tuple.of(ref.bucket().value(), uploadId.value(), ref.key().value()),
        rows -> located(rows, ref));
  }

  private static Located<Upload> located(RowSet<Row> rows, ObjectRef ref) {
    for (Row row : rows) {
      boolean absent = row.getValue(BucketRow.WIDTH) == null;
      return new Located<>(
          Optional.of(BucketRow.read(row, 0)),
          absent
              ? Optional.empty()
              : Optional.of(StoredRows.read(ref, () -> UploadRow.read(row, BucketRow.WIDTH))));
    }
    return Located.nowhere();
  }

  @Override
  public Uni<Void> putPart(Upload upload, StoredPart part) {
    return statements
        .one(
            PartSql.PUT,
            () -> PartSql.parameters(upload, part),
            row -> {
              requireUpload(row, upload);
              if (row.getLong("written") == 0) {
                throw new Contended();
              }
              return row;
            })
        .replaceWithVoid();
  }

  private static void requireUpload(Row row, Upload upload) {
    if (row.getLong("uploads") == 0) {
      throw new ObjectStoreException(new RequestError.NoSuchUpload(upload.uploadId().value()));
    }
  }

  @Override
  public Uni<List<StoredPart>> parts(Upload upload, int afterNumber, int limit) {
    if (limit == 0) {
      return Uni.createFrom().item(List.of());
    }
    return statements.run(
        PARTS,
        () -> Tuple.of(upload.uploadId().value(), afterNumber, limit),
        rows -> StoredRows.read(upload.ref(), () -> parts(upload, rows)));
  }

  /** Upload and parts as they were at one moment: an upload that ended has not just no parts. */
  private static List<StoredPart> parts(Upload upload, RowSet<Row> rows) {
    if (rows.size() == 0) {
      throw new ObjectStoreException(new RequestError.NoSuchUpload(upload.uploadId().value()));
    }
    List<StoredPart> parts = new ArrayList<>();
    for (Row row : rows) {
      if (row.getValue(1) != null) {
        parts.add(PartRow.read(row, 1));
      }
    }
    return parts;
  }

  /** A part's reference to its blob becomes the object's. */
  @Override
  public Uni<Published> complete(Upload upload, NewObject object, WriteCondition condition) {
    return statements.one(
        ObjectSql.COMPLETE,
        () ->
            CompletedColumns.addTo(
                PostgresObjects.parameters(object, condition).addValue(upload.uploadId().value()),
                CompletedUpload.Proof.of(upload, object.sealing().checksum())),
        row -> {
          WriteOutcome.requireBucket(row, object.ref());
          requireUpload(row, upload);
          WriteOutcome.requireUntouched(row, object.ref(), condition);
          WriteOutcome.requireWritten(row, object.ref(), condition);
          return WriteOutcome.published(row);
        });
  }

  @Override
  public Uni<Optional<CompletedUpload>> findCompleted(ObjectRef ref, UploadId uploadId) {
    return statements.run(
        COMPLETED,
        () -> Tuple.of(uploadId.value(), ref.bucket().value(), ref.key().value()),
        rows -> {
          for (Row row : rows) {
            return Optional.of(
                StoredRows.read(ref, () -> CompletedColumns.read(row, ref, uploadId)));
          }
          return Optional.empty();
        });
  }

  @Override
  public Uni<Void> abort(Upload upload) {
    return statements
        .one(
            PartSql.ABORT,
            () -> Tuple.of(upload.uploadId().value()),
            row -> {
              requireUpload(row, upload);
              return row;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<UploadListing.Page> list(UploadListing.Query query) {
    return questions.ask(session -> new UploadSearch(query).page(session));
  }
}
