package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.StoredObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Objects in PostgreSQL. Thread-safe. */
public final class PostgresObjects implements Objects {

  private static final String DELETE_ALL =
      "with doomed as (select key, version_id from objects.object_version"
          + " where bucket = :bucket and is_latest and key in (:keys) order by key for update)"
          + " delete from objects.object_version v using doomed"
          + " where v.bucket = :bucket and v.key = doomed.key"
          + " and v.version_id = doomed.version_id returning v.manifest";

  private final Transactions transactions;
  private final InstantSource clock;
  private final Duration grace;

  /**
   * @param clock of the database, or close to it
   * @param grace how long a blob stays after its last reference went: longer than any download
   */
  public PostgresObjects(Mutiny.SessionFactory sessions, InstantSource clock, Duration grace) {
    this.transactions = new Transactions(sessions);
    this.clock = clock;
    this.grace = grace;
  }

  @Override
  public Uni<Optional<StoredObject>> find(ObjectRef ref) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from ObjectRow where id.bucket = :bucket and id.key = :key and latest",
                    ObjectRow.class)
                .setParameter("bucket", ref.bucket().value())
                .setParameter("key", ref.key().value())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(ObjectRow::toDomain)));
  }

  @Override
  public Uni<Void> put(StoredObject object, WriteCondition condition) {
    return transactions.run(
        session ->
            ObjectTable.holdName(session, object.ref())
                .chain(() -> ObjectTable.replace(session, object, condition))
                .chain(
                    before ->
                        BlobTable.add(session, ObjectTable.blobs(object.manifest()))
                            .chain(() -> BlobTable.release(session, before))));
  }

  @Override
  public Uni<Void> putSharing(StoredObject object, WriteCondition condition) {
    return transactions.run(
        session ->
            ObjectTable.holdName(session, object.ref())
                .chain(() -> ObjectTable.replace(session, object, condition))
                .chain(
                    before ->
                        BlobTable.exchange(
                            session,
                            ObjectTable.blobs(object.manifest()),
                            before,
                            object.ref().key())));
  }

  @Override
  public Uni<Boolean> replaceRecord(StoredObject object, Envelope expected) {
    byte[] encoded = expected.encode();
    return transactions.run(
        session ->
            ObjectTable.lock(session, object.ref())
                .map(
                    row -> {
                      if (row == null || !Arrays.equals(row.encodedEnvelope(), encoded)) {
                        return false;
                      }
                      row.fill(object);
                      return true;
                    }));
  }

  @Override
  public Uni<Boolean> delete(ObjectRef ref, WriteCondition condition) {
    return transactions.run(
        session ->
            ObjectTable.lock(session, ref)
                .chain(
                    row -> {
                      condition.require(ref, Optional.ofNullable(row).map(ObjectRow::etag));
                      return row == null
                          ? Uni.createFrom().item(false)
                          : remove(session, row).replaceWith(true);
                    }));
  }

  private static Uni<Void> remove(Mutiny.Session session, ObjectRow row) {
    Set<UUID> blobs = ObjectTable.blobsToRelease(row.manifest());
    return session.remove(row).chain(session::flush).chain(() -> BlobTable.release(session, blobs));
  }

  @Override
  public Uni<Void> deleteAll(BucketName bucket, Set<ObjectKey> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return transactions.run(
        session ->
            session
                .createNativeQuery(DELETE_ALL, byte[].class)
                .setParameter("bucket", bucket.value())
                .setParameter("keys", keys.stream().map(ObjectKey::value).toList())
                .getResultList()
                .chain(manifests -> BlobTable.release(session, blobsToRelease(manifests))));
  }

  /** A blob that several of the objects share is named several times. */
  private static List<UUID> blobsToRelease(List<byte[]> manifests) {
    return manifests.stream()
        .flatMap(manifest -> ObjectTable.blobsToRelease(SealedManifest.of(manifest)).stream())
        .toList();
  }

  @Override
  public Uni<ListingPage> list(ListingQuery query) {
    return transactions.run(session -> new ObjectListing(query).page(session));
  }

  @Override
  public Uni<List<UUID>> collectable(int limit) {
    return transactions.run(
        session -> BlobTable.condemn(session, clock.instant().minus(grace), limit));
  }

  @Override
  public Uni<Void> forget(Collection<UUID> blobs) {
    return transactions.run(session -> BlobTable.forget(session, blobs));
  }

  @Override
  public Uni<Set<UUID>> known(Collection<UUID> blobs) {
    return transactions.run(session -> BlobTable.known(session, blobs));
  }
}
