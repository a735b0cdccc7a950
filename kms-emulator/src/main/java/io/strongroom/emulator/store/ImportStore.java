package io.strongroom.emulator.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Material from outside: the one kind that can be taken away again. A key is in use while all its
 * generations are there that were ever in use. Thread-safe; never blocks.
 */
@ApplicationScoped
public class ImportStore {

  private final Sessions sessions;
  private final KeyStore keys;
  private final KmsClock clock;

  ImportStore(Sessions sessions, KeyStore keys, KmsClock clock) {
    this.sessions = sessions;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Stores material for its owner, all or nothing. Fails with {@code CONFLICT} when something else
   * was imported meanwhile.
   *
   * @param known what was imported before, by which {@code fresh} was decided on
   */
  public Uni<StoredMaterial> put(StoredMaterial fresh, List<StoredMaterial> known) {
    return onKey(
            fresh.owner(),
            (session, row, found) -> {
              requireUnchanged(found, known);
              KeyStateTable.requireNotPendingDeletion(row.read());
              return write(session, found, fresh)
                  .chain(() -> rows(session, fresh.owner()))
                  .chain(all -> settle(session, row, all));
            })
        .replaceWith(fresh);
  }

  private static void requireUnchanged(List<MaterialEntity> found, List<StoredMaterial> known) {
    Set<String> present = found.stream().map(row -> row.materialId).collect(Collectors.toSet());
    Set<String> expected =
        known.stream().map(material -> material.wrapped().id().hex()).collect(Collectors.toSet());
    if (!present.equals(expected)) {
      throw KmsRefusal.of(KmsError.CONFLICT, "Key material is being imported already.");
    }
  }

  private static Uni<Void> write(
      Mutiny.StatelessSession session, List<MaterialEntity> found, StoredMaterial fresh) {
    Optional<MaterialEntity> old = named(found, fresh.wrapped().id());
    old.ifPresent(row -> row.reimport(fresh));
    return old.map(row -> row.update(session))
        .orElseGet(() -> MaterialEntity.of(fresh).insert(session));
  }

  /** Takes one generation away, or the one in use; gives which, empty when nothing was there. */
  public Uni<Optional<MaterialId>> delete(KeyArn arn, Optional<MaterialId> material) {
    return onKey(
        arn,
        (session, row, found) -> {
          Optional<MaterialEntity> doomed =
              material.isPresent() ? named(found, material.get()) : inUse(found);
          if (doomed.isEmpty() && material.isPresent()) {
            throw KmsRefusal.of(KmsError.NOT_FOUND, "The key has no such key material.");
          }
          Optional<MaterialId> gone =
              doomed
                  .filter(entity -> entity.read().isPresent())
                  .map(entity -> new MaterialId(entity.materialId));
          return doomed
              .map(entity -> entity.empty(session))
              .orElseGet(() -> Uni.createFrom().voidItem())
              .chain(() -> settle(session, row, found))
              .replaceWith(gone);
        });
  }

  /**
   * Brings the pending material into use. Fails with {@code INVALID_STATE} when there is none.
   *
   * @param type of the rotation
   */
  public Uni<KmsKey> rotate(KeyArn arn, String type) {
    return onKey(
        arn,
        (session, row, found) -> {
          Instant now = clock.instant();
          KeyStateTable.requireUsable(KeyStateTable.at(row.read(), now));
          MaterialEntity pending =
              found.stream()
                  .filter(entity -> entity.read().isPending() && isThere(entity, now))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          KmsRefusal.of(
                              KmsError.INVALID_STATE,
                              arn + " has no key material that is pending rotation."));
          return pending
              .rotate(session, type, now)
              .chain(() -> rows(session, arn))
              .chain(all -> settle(session, row, all));
        });
  }

  private static boolean isThere(MaterialEntity entity, Instant now) {
    return entity.read().isPresent() && (entity.expires == null || entity.expires.isAfter(now));
  }

  /** Takes away what has expired; until then {@link KeyStateTable#at} keeps it from being used. */
  public Uni<Void> deleteExpired(Instant now) {
    return sessions
        .read(
            session ->
                Columns.select(
                        session,
                        MaterialEntity.class,
                        "SELECT * FROM kms.key_material WHERE expires_at <= ?"
                            + " AND octet_length(wrapped) > 0 LIMIT 100",
                        now)
                    .getResultList()
                    .map(rows -> rows.stream().map(MaterialEntity::read).toList()))
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(
            material -> delete(material.owner(), Optional.of(material.wrapped().id())))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Makes the key's record say what its generations make of it. */
  private Uni<KmsKey> settle(
      Mutiny.StatelessSession session, KeyEntity row, List<MaterialEntity> found) {
    List<StoredMaterial> needed =
        found.stream().map(MaterialEntity::read).filter(one -> !one.isPending()).toList();
    KmsKey changed = settled(row.read(), needed);
    row.write(changed);
    return row.update(session).replaceWith(changed);
  }

  private static KmsKey settled(KmsKey key, List<StoredMaterial> needed) {
    if (needed.isEmpty() || needed.stream().anyMatch(StoredMaterial::isMissing)) {
      return KeyStateTable.withoutMaterial(key);
    }
    return key.state().isBeforeDeletion()
        ? key
        : KeyStateTable.imported(key, needed.getLast().wrapped().id(), earliestExpiry(needed));
  }

  private static Optional<Instant> earliestExpiry(List<StoredMaterial> materials) {
    return materials.stream()
        .flatMap(material -> material.imported().stream())
        .flatMap(imported -> imported.expires().stream())
        .min(Comparator.naturalOrder());
  }

  private static Optional<MaterialEntity> named(List<MaterialEntity> found, MaterialId id) {
    return found.stream().filter(row -> row.materialId.equals(id.hex())).findFirst();
  }

  private static Optional<MaterialEntity> inUse(List<MaterialEntity> found) {
    return found.stream().filter(row -> !row.read().isPending()).reduce((older, newer) -> newer);
  }

  /** What is done with a key's record, which is locked, and its generations, oldest first. */
  private interface Work<T> {
    Uni<T> apply(Mutiny.StatelessSession session, KeyEntity row, List<MaterialEntity> found);
  }

  private <T> Uni<T> onKey(KeyArn arn, Work<T> work) {
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, arn)
                    .chain(
                        row -> rows(session, arn).chain(found -> work.apply(session, row, found))))
        .invoke(() -> keys.forgetAll(arn));
  }

  private static Uni<List<MaterialEntity>> rows(Mutiny.StatelessSession session, KeyArn arn) {
    return Columns.select(
            session,
            MaterialEntity.class,
            "SELECT * FROM kms.key_material WHERE key_arn = ? ORDER BY created_at, material_id",
            arn.toString())
        .getResultList();
  }
}
