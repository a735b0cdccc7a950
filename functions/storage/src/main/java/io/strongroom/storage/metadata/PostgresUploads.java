package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.StoredObject;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Multipart uploads in PostgreSQL. Thread-safe. */
public final class PostgresUploads implements Uploads {

  private final Transactions transactions;

  public PostgresUploads(Mutiny.SessionFactory sessions) {
    this.transactions = new Transactions(sessions);
  }

  @Override
  public Uni<Void> create(Upload upload) {
    return transactions.run(
        session ->
            ObjectTable.holdBucket(session, upload.ref().bucket())
                .chain(() -> session.persist(UploadRow.of(upload))));
  }

  @Override
  public Uni<Optional<Upload>> find(ObjectRef ref, String uploadId) {
    return transactions.run(
        session ->
            session
                .find(UploadRow.class, uploadId)
                .map(
                    row ->
                        Optional.ofNullable(row)
                            .filter(found -> found.ref().equals(ref))
                            .map(UploadRow::toDomain)));
  }

  /** Parts of one upload do not wait for each other; its end waits for all of them. */
  @Override
  public Uni<Void> putPart(Upload upload, StoredPart part) {
    PartRowId id = new PartRowId(upload.uploadId(), part.number());
    return transactions.run(
        session ->
            lock(session, upload, LockMode.PESSIMISTIC_READ)
                .chain(() -> session.find(PartRow.class, id, LockMode.PESSIMISTIC_WRITE))
                .chain(row -> row == null ? insert(session, upload, part) : update(row, part))
                .call(session::flush)
                .chain(
                    before ->
                        BlobTable.add(session, Set.of(part.blobId()))
                            .chain(() -> BlobTable.release(session, before))));
  }

  private static Uni<Set<UUID>> insert(Mutiny.Session session, Upload upload, StoredPart part) {
    return session.persist(PartRow.of(upload.uploadId(), part)).replaceWith(Set.of());
  }

  private static Uni<Set<UUID>> update(PartRow row, StoredPart part) {
    Set<UUID> before = Set.of(row.blobId());
    row.fill(part);
    return Uni.createFrom().item(before);
  }

  @Override
  public Uni<List<StoredPart>> parts(Upload upload, int afterNumber, int limit) {
    if (limit == 0) {
      return Uni.createFrom().item(List.of());
    }
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from PartRow where id.uploadId = :upload and id.number > :after"
                        + " order by id.number",
                    PartRow.class)
                .setParameter("upload", upload.uploadId())
                .setParameter("after", afterNumber)
                .setMaxResults(limit)
                .setReadOnly(true)
                .getResultList()
                .map(rows -> rows.stream().map(PartRow::toDomain).toList()));
  }

  /** A part's reference to its blob becomes the object's. */
  @Override
  public Uni<Void> complete(Upload upload, StoredObject object, WriteCondition condition) {
    return transactions.run(
        session ->
            ObjectTable.holdName(session, object.ref())
                .chain(() -> lock(session, upload, LockMode.PESSIMISTIC_WRITE))
                .chain(row -> publish(session, row, object, condition)));
  }

  private static Uni<Void> publish(
      Mutiny.Session session, UploadRow row, StoredObject object, WriteCondition condition) {
    return ObjectTable.replace(session, object, condition)
        .chain(
            before ->
                removeParts(session, row).chain(parts -> exchange(session, object, parts, before)))
        .chain(() -> session.remove(row));
  }

  private static Uni<Void> exchange(
      Mutiny.Session session, StoredObject object, List<UUID> parts, Set<UUID> before) {
    Set<UUID> released = new HashSet<>(parts);
    released.addAll(before);
    return BlobTable.exchange(
        session, ObjectTable.blobs(object.manifest()), released, object.ref().key());
  }

  @Override
  public Uni<Void> abort(Upload upload) {
    return transactions.run(
        session ->
            lock(session, upload, LockMode.PESSIMISTIC_WRITE)
                .chain(
                    row ->
                        removeParts(session, row)
                            .chain(parts -> BlobTable.release(session, parts))
                            .chain(() -> session.remove(row))));
  }

  private static Uni<List<UUID>> removeParts(Mutiny.Session session, UploadRow row) {
    return session
        .createNativeQuery(
            "delete from objects.upload_part where upload_id = :upload returning blob_id",
            UUID.class)
        .setParameter("upload", row.id())
        .getResultList();
  }

  private static Uni<UploadRow> lock(Mutiny.Session session, Upload upload, LockMode mode) {
    return session
        .find(UploadRow.class, upload.uploadId(), mode)
        .onItem()
        .ifNull()
        .failWith(() -> new ObjectStoreException(new RequestError.NoSuchUpload(upload.uploadId())));
  }

  @Override
  public Uni<UploadListing.Page> list(UploadListing.Query query) {
    return transactions.run(session -> new UploadSearch(query).page(session));
  }
}
