package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.StoredObject;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Multipart uploads in PostgreSQL. Thread-safe. */
public final class PostgresUploads implements Uploads {

  private static final String LOCATE =
      "select b, u from BucketRow b left join UploadRow u"
          + " on u.bucket = b.name and u.id = :id and u.key = :key where b.name = :bucket";

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
  public Uni<Located<Upload>> locate(ObjectRef ref, String uploadId) {
    return questions.ask(
        session ->
            session
                .createSelectionQuery(LOCATE, Object[].class)
                .setParameter("id", uploadId)
                .setParameter("key", ref.key().value())
                .setParameter("bucket", ref.bucket().value())
                .getSingleResultOrNull()
                .map(PostgresUploads::located));
  }

  private static Located<Upload> located(Object @Nullable [] row) {
    return row == null
        ? Located.nowhere()
        : new Located<>(
            Optional.of(((BucketRow) row[0]).toDomain()),
            Optional.ofNullable((UploadRow) row[1])
                .map(upload -> StoredRows.read(upload.ref(), upload::toDomain)));
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
      throw new ObjectStoreException(new RequestError.NoSuchUpload(upload.uploadId()));
    }
  }

  @Override
  public Uni<List<StoredPart>> parts(Upload upload, int afterNumber, int limit) {
    if (limit == 0) {
      return Uni.createFrom().item(List.of());
    }
    return questions.ask(
        session ->
            session
                .createSelectionQuery(
                    "from PartRow where id.uploadId = :upload and id.number > :after"
                        + " order by id.number",
                    PartRow.class)
                .setParameter("upload", upload.uploadId())
                .setParameter("after", afterNumber)
                .setMaxResults(limit)
                .getResultList()
                .map(
                    rows ->
                        StoredRows.read(
                            upload.ref(), () -> rows.stream().map(PartRow::toDomain).toList())));
  }

  /** A part's reference to its blob becomes the object's. */
  @Override
  public Uni<Void> complete(Upload upload, StoredObject object, WriteCondition condition) {
    return statements
        .one(
            ObjectSql.COMPLETE,
            () -> PostgresObjects.parameters(object, condition).addValue(upload.uploadId()),
            row -> {
              WriteOutcome.requireBucket(row, object.ref());
              requireUpload(row, upload);
              WriteOutcome.requireWritten(row, object.ref(), condition);
              return row;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> abort(Upload upload) {
    return statements
        .one(
            PartSql.ABORT,
            () -> Tuple.of(upload.uploadId()),
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
