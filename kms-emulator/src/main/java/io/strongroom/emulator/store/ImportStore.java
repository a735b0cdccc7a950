package io.strongroom.emulator.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Lifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/** Material from outside: the one kind that can be taken away again. Thread-safe; never blocks. */
@ApplicationScoped
public class ImportStore {

  private static final byte[] GONE = new byte[0];

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
   * @param change brings the key into use
   */
  public Uni<StoredMaterial> put(
      StoredMaterial fresh, Optional<StoredMaterial> known, UnaryOperator<KmsKey> change) {
    KeyArn arn = fresh.owner();
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, arn)
                    .chain(
                        row ->
                            rows(session, arn)
                                .chain(
                                    found -> {
                                      requireUnchanged(found, known);
                                      KmsKey current = Lifecycle.at(row.read(), clock.instant());
                                      row.write(change.apply(current));
                                      return row.update(session)
                                          .chain(() -> write(session, found, fresh));
                                    })))
        .invoke(() -> keys.forgetAll(arn));
  }

  private static void requireUnchanged(List<MaterialEntity> found, Optional<StoredMaterial> known) {
    Optional<MaterialId> present = found.stream().findFirst().map(row -> row.read().wrapped().id());
    if (!present.equals(known.map(material -> material.wrapped().id()))) {
      throw KmsRefusal.of(KmsError.CONFLICT, "Key material is being imported already.");
    }
  }

  private static Uni<StoredMaterial> write(
      Mutiny.StatelessSession session, List<MaterialEntity> found, StoredMaterial fresh) {
    if (found.isEmpty()) {
      return MaterialEntity.of(fresh).insert(session).replaceWith(fresh);
    }
    MaterialEntity row = found.getFirst();
    row.reimport(fresh);
    return row.update(session).replaceWith(fresh);
  }

  /** Takes a key's material away. */
  public Uni<KmsKey> delete(KeyArn arn) {
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, arn)
                    .chain(
                        row -> {
                          KmsKey changed = Lifecycle.withoutMaterial(row.read());
                          row.write(changed);
                          return row.update(session)
                              .chain(
                                  () ->
                                      new Columns()
                                          .set("wrapped", GONE)
                                          .update(
                                              session,
                                              MaterialEntity.TABLE,
                                              "key_arn",
                                              arn.toString()))
                              .replaceWith(changed);
                        }))
        .invoke(() -> keys.forgetAll(arn));
  }

  /** Takes away what has expired; until then {@link Lifecycle#at} keeps it from being used. */
  public Uni<Void> deleteExpired(Instant now) {
    return sessions
        .read(
            session ->
                Columns.select(
                        session,
                        KeyEntity.class,
                        "SELECT * FROM kms.kms_key WHERE material_expires <= ? LIMIT 100",
                        now)
                    .getResultList()
                    .map(rows -> rows.stream().map(KeyEntity::read).toList()))
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(key -> delete(key.arn()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<List<MaterialEntity>> rows(Mutiny.StatelessSession session, KeyArn arn) {
    return Columns.select(
            session,
            MaterialEntity.class,
            "SELECT * FROM kms.key_material WHERE key_arn = ? ORDER BY created_at",
            arn.toString())
        .getResultList();
  }
}
