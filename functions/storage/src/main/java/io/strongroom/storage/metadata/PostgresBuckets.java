package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Buckets in PostgreSQL. Thread-safe. */
public final class PostgresBuckets implements Buckets {

  private final Transactions transactions;

  public PostgresBuckets(Mutiny.SessionFactory sessions) {
    this.transactions = new Transactions(sessions);
  }

  @Override
  public Uni<Optional<Bucket>> find(BucketName name) {
    return transactions.run(
        session ->
            session
                .find(BucketRow.class, name.value())
                .map(row -> Optional.ofNullable(row).map(BucketRow::toDomain)));
  }

  @Override
  public Uni<Bucket> createIfAbsent(Bucket bucket) {
    return transactions.run(
        session ->
            session
                .find(BucketRow.class, bucket.name().value())
                .chain(
                    row ->
                        row == null
                            ? session.persist(BucketRow.of(bucket)).replaceWith(bucket)
                            : Uni.createFrom().item(row.toDomain())));
  }

  @Override
  public Uni<List<Bucket>> ownedBy(String account) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from BucketRow where owner = :owner order by name", BucketRow.class)
                .setParameter("owner", account)
                .getResultList()
                .map(rows -> rows.stream().map(BucketRow::toDomain).toList()));
  }

  /** Uploads still running in the bucket are aborted, as S3 does. */
  @Override
  public Uni<Void> delete(BucketName name) {
    return transactions.run(
        session ->
            lockForDeletion(session, name)
                .chain(() -> requireEmpty(session, name))
                .chain(() -> abortUploads(session, name))
                .chain(
                    () ->
                        session
                            .createMutationQuery("delete from BucketRow where name = :name")
                            .setParameter("name", name.value())
                            .executeUpdate())
                .replaceWithVoid());
  }

  /** Waits for the writers in the bucket, and lets no new one in. */
  private static Uni<Void> lockForDeletion(Mutiny.Session session, BucketName name) {
    return session
        .createNativeQuery(
            "select name from objects.bucket where name = :name for update", String.class)
        .setParameter("name", name.value())
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> new ObjectStoreException(new RequestError.NoSuchBucket(name)))
        .replaceWithVoid();
  }

  private static Uni<Void> requireEmpty(Mutiny.Session session, BucketName name) {
    return session
        .createSelectionQuery(
            "select id.key from ObjectRow where id.bucket = :bucket", String.class)
        .setParameter("bucket", name.value())
        .setMaxResults(1)
        .getSingleResultOrNull()
        .onItem()
        .ifNotNull()
        .failWith(() -> new ObjectStoreException(new RequestError.BucketNotEmpty(name)))
        .replaceWithVoid();
  }

  private static Uni<Void> abortUploads(Mutiny.Session session, BucketName name) {
    return session
        .createNativeQuery(
            "select id from objects.upload where bucket = :bucket order by id for update",
            String.class)
        .setParameter("bucket", name.value())
        .getResultList()
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "delete from objects.upload_part p using objects.upload u"
                            + " where p.upload_id = u.id and u.bucket = :bucket"
                            + " returning p.blob_id",
                        UUID.class)
                    .setParameter("bucket", name.value())
                    .getResultList())
        .chain(blobs -> BlobTable.release(session, blobs))
        .chain(
            () ->
                session
                    .createMutationQuery("delete from UploadRow where bucket = :bucket")
                    .setParameter("bucket", name.value())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> setEncryption(BucketName name, Optional<EncryptionConfiguration> configuration) {
    return transactions.run(
        session ->
            session
                .find(BucketRow.class, name.value(), LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new ObjectStoreException(new RequestError.NoSuchBucket(name)))
                .invoke(row -> row.setEncryption(configuration))
                .replaceWithVoid());
  }
}
