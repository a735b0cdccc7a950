package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.bucket.BucketName;
import io.strongroom.domain.error.ObjectStoreException;
import io.strongroom.domain.error.RequestError;
import io.strongroom.domain.object.ObjectRef;
import io.strongroom.domain.object.SealedManifest;
import io.strongroom.domain.object.StoredObject;
import io.strongroom.domain.object.VersionId;
import io.strongroom.domain.object.WriteCondition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Steps on the rows of objects that several transactions have in common. */
final class ObjectTable {

  private ObjectTable() {}

  /**
   * Holds the bucket where it is until the transaction ends; does not disturb other writers.
   *
   * @throws ObjectStoreException NoSuchBucket
   */
  static Uni<Void> holdBucket(Mutiny.Session session, BucketName name) {
    return session
        .createNativeQuery(
            "select name from objects.bucket where name = :name for key share", String.class)
        .setParameter("name", name.value())
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> new ObjectStoreException(new RequestError.NoSuchBucket(name)))
        .replaceWithVoid();
  }

  /**
   * As {@link #holdBucket}, and makes the writers of one object take turns, which its row cannot do
   * while there is none. Two names with one hash wait for each other without need.
   */
  static Uni<Void> holdName(Mutiny.Session session, ObjectRef ref) {
    return session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(cast(:ref as text), 0)) as text)"
                + " from objects.bucket where name = :name for key share",
            String.class)
        .setParameter("ref", ref.bucket() + "/" + ref.key())
        .setParameter("name", ref.bucket().value())
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> new ObjectStoreException(new RequestError.NoSuchBucket(ref.bucket())))
        .replaceWithVoid();
  }

  /**
   * Puts {@code object} in the place of what is visible under its name, if {@code condition} holds.
   * The name is held already.
   *
   * @return the blobs of the record that was replaced
   */
  static Uni<Set<UUID>> replace(
      Mutiny.Session session, StoredObject object, WriteCondition condition) {
    return lock(session, object.ref())
        .chain(
            row -> {
              condition.require(object.ref(), Optional.ofNullable(row).map(ObjectRow::etag));
              return row == null ? insert(session, object) : update(session, row, object);
            });
  }

  private static Uni<Set<UUID>> insert(Mutiny.Session session, StoredObject object) {
    return session.persist(ObjectRow.of(object)).chain(session::flush).replaceWith(Set.of());
  }

  private static Uni<Set<UUID>> update(Mutiny.Session session, ObjectRow row, StoredObject object) {
    Set<UUID> before = blobs(row.manifest());
    row.fill(object);
    return session.flush().replaceWith(before);
  }

  /** The blobs of one record: each counts once, however often it is named. */
  static Set<UUID> blobs(SealedManifest manifest) {
    return new HashSet<>(manifest.blobIds());
  }

  /** The row of the current version, locked; null when there is none. */
  static Uni<@Nullable ObjectRow> lock(Mutiny.Session session, ObjectRef ref) {
    return session.find(
        ObjectRow.class, ObjectRowId.of(ref, VersionId.NULL), LockMode.PESSIMISTIC_WRITE);
  }
}
