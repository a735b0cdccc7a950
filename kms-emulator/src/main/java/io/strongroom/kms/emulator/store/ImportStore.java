package io.strongroom.kms.emulator.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.key.KeyArn;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.Lifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
   * Stores material for a key, all or nothing.
   *
   * @param decide turns what was imported before, present or not, into what is to be stored, under
   *     the name of the former if there is one; what it throws is the answer
   * @param change brings the key into use
   */
  public Uni<StoredMaterial> put(
      KeyArn arn,
      Function<Optional<StoredMaterial>, StoredMaterial> decide,
      Function<StoredMaterial, UnaryOperator<KmsKey>> change) {
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, arn)
                    .chain(
                        row ->
                            rows(session, arn)
                                .chain(
                                    found -> {
                                      StoredMaterial fresh =
                                          decide.apply(
                                              found.stream().findFirst().map(MaterialEntity::read));
                                      KmsKey current = Lifecycle.at(row.read(), clock.instant());
                                      row.write(change.apply(fresh).apply(current));
                                      return write(session, found, fresh);
                                    })))
        .invoke(() -> keys.forgetAll(arn));
  }

  private static Uni<StoredMaterial> write(
      Mutiny.Session session, List<MaterialEntity> found, StoredMaterial fresh) {
    if (found.isEmpty()) {
      return session.persist(MaterialEntity.of(fresh)).replaceWith(fresh);
    }
    found.getFirst().reimport(fresh);
    return Uni.createFrom().item(fresh);
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
                          return rows(session, arn)
                              .invoke(found -> found.forEach(material -> material.wrapped = GONE))
                              .replaceWith(changed);
                        }))
        .invoke(() -> keys.forgetAll(arn));
  }

  /** Takes away what has expired; until then {@link Lifecycle#at} keeps it from being used. */
  public Uni<Void> deleteExpired(Instant now) {
    return sessions
        .read(
            session ->
                session
                    .createSelectionQuery(
                        "from KmsKeyRow where materialExpires <= :now", KeyEntity.class)
                    .setParameter("now", now)
                    .setMaxResults(100)
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

  private static Uni<List<MaterialEntity>> rows(Mutiny.Session session, KeyArn arn) {
    return session
        .createSelectionQuery(
            "from KmsMaterialRow where keyArn = :arn order by created", MaterialEntity.class)
        .setParameter("arn", arn.toString())
        .getResultList();
  }
}
