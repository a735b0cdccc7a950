package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Counts who refers to which blob. Statements on many rows lock them by id first, whatever plan the
 * database makes of the rest.
 */
final class BlobTable {

  private static final String ADD =
      "insert into objects.blob (id, refs) select unnest(cast(cast(:ids as text) as uuid[])), 1";

  private static final String LOCK =
      "select id from objects.blob where id = any(cast(cast(:ids as text) as uuid[])) order by id for update";

  private static final String SHARE =
      "with locked as ("
          + LOCK
          + ") update objects.blob b set refs = b.refs + 1, marked_at = null"
          + " from locked where b.id = locked.id and not b.condemned";

  private static final String RELEASE =
      "with wanted as (select id, cast(count(*) as integer) as times"
          + " from unnest(cast(cast(:ids as text) as uuid[])) as id group by id),"
          + " locked as (select b.id, w.times from objects.blob b join wanted w on b.id = w.id"
          + " order by b.id for update of b)"
          + " update objects.blob b set refs = b.refs - l.times,"
          + " marked_at = case when b.refs = l.times then now() end"
          + " from locked l where b.id = l.id";

  // Blobs condemned by a collector that died before it could forget them come up again.
  private static final String CONDEMN =
      "update objects.blob set condemned = true where id in ("
          + "select id from objects.blob where refs = 0 and marked_at <= :latest"
          + " order by marked_at limit :limit for update skip locked) returning id";

  private BlobTable() {}

  /** First references to blobs that have just been written. */
  static Uni<Void> add(Mutiny.Session session, Collection<UUID> ids) {
    return change(session, ADD, ids).replaceWithVoid();
  }

  /** Takes a reference for each time a blob is named; those without any left are marked. */
  static Uni<Void> release(Mutiny.Session session, Collection<UUID> ids) {
    return change(session, RELEASE, ids).replaceWithVoid();
  }

  /**
   * Adds one reference to each blob of {@code share} and takes one from each of {@code release}.
   *
   * @param key for the error: ConditionalRequestConflict when a blob is being removed
   */
  static Uni<Void> exchange(
      Mutiny.Session session, Set<UUID> share, Set<UUID> release, ObjectKey key) {
    Set<UUID> more = difference(share, release);
    Set<UUID> fewer = difference(release, share);
    Uni<Void> locked =
        more.isEmpty() || fewer.isEmpty()
            ? Uni.createFrom().voidItem()
            : lock(session, Stream.concat(more.stream(), fewer.stream()).toList());
    return locked
        .chain(() -> change(session, SHARE, more))
        .invoke(
            count -> {
              if (count != more.size()) {
                throw new ObjectStoreException(new RequestError.ConditionalRequestConflict(key));
              }
            })
        .chain(() -> release(session, fewer));
  }

  private static Uni<Void> lock(Mutiny.Session session, Collection<UUID> ids) {
    return session
        .createNativeQuery(LOCK, UUID.class)
        .setParameter("ids", array(ids))
        .getResultList()
        .replaceWithVoid();
  }

  private static Uni<Integer> change(
      Mutiny.Session session, String statement, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return session.createNativeQuery(statement).setParameter("ids", array(ids)).executeUpdate();
  }

  /** Blobs marked until {@code latest}, from now on closed to new references. */
  static Uni<List<UUID>> condemn(Mutiny.Session session, Instant latest, int limit) {
    return session
        .createNativeQuery(CONDEMN, UUID.class)
        .setParameter("latest", latest)
        .setParameter("limit", limit)
        .getResultList();
  }

  static Uni<Void> forget(Mutiny.Session session, Collection<UUID> ids) {
    return change(
            session,
            "delete from objects.blob where condemned and id = any(cast(cast(:ids as text) as uuid[]))",
            ids)
        .replaceWithVoid();
  }

  static Uni<Set<UUID>> known(Mutiny.Session session, Collection<UUID> ids) {
    return session
        .createNativeQuery(
            "select id from objects.blob where id = any(cast(cast(:ids as text) as uuid[]))",
            UUID.class)
        .setParameter("ids", array(ids))
        .getResultList()
        .map(HashSet::new);
  }

  private static Set<UUID> difference(Set<UUID> from, Set<UUID> without) {
    Set<UUID> difference = new HashSet<>(from);
    difference.removeAll(without);
    return difference;
  }

  /** As an array literal, which the statements take as text and cast. */
  private static String array(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
