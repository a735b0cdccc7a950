package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.StoredObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Steps on the rows of objects that several transactions have in common. */
final class ObjectTable {

  private static final Logger LOG = Logger.getLogger(ObjectTable.class);

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
    Set<UUID> before = blobsToRelease(row.manifest());
    row.fill(object);
    return session.flush().replaceWith(before);
  }

  /**
   * The blobs of a record to be stored: each counts once, however often it is named.
   *
   * @throws ObjectStoreException ObjectDamaged when the manifest cannot be read
   */
  static Set<UUID> blobs(SealedManifest manifest) {
    return new HashSet<>(manifest.blobIds());
  }

  /**
   * The blobs of a record that goes. Where they cannot be told, none: a reference too many keeps a
   * blob for ever, which costs room; one too few would cost somebody's data.
   */
  static Set<UUID> blobsToRelease(SealedManifest manifest) {
    Optional<List<UUID>> named = manifest.findBlobIds();
    if (named.isEmpty()) {
      LOG.error(
          "ALARM: the part manifest of an object that was deleted or replaced cannot be read; its"
              + " blobs stay and are never collected");
    }
    return named.<Set<UUID>>map(HashSet::new).orElse(Set.of());
  }

  /** The row of the current version, locked; null when there is none. */
  static Uni<@Nullable ObjectRow> lock(Mutiny.Session session, ObjectRef ref) {
    return session.find(
        ObjectRow.class, ObjectRowId.of(ref, VersionId.NULL), LockMode.PESSIMISTIC_WRITE);
  }
}
