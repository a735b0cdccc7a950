package io.strongroom.kms.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.config.KmsConfig;
import io.strongroom.kms.emulator.key.Alias;
import io.strongroom.kms.emulator.key.AliasName;
import io.strongroom.kms.emulator.key.KeyArn;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Lifecycle;
import io.strongroom.kms.emulator.key.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Names of keys. Thread-safe; never blocks; caches as {@link KeyStore} does. */
@ApplicationScoped
public class AliasStore {

  private static final int MAX_PER_KEY = 50;
  private static final String UNIQUE_VIOLATION = "23505";

  private final Sessions sessions;
  private final KeyStore keys;
  private final KmsClock clock;
  private final TimedCache<String, Optional<Alias>> aliases;

  AliasStore(Sessions sessions, KeyStore keys, KmsConfig config, KmsClock clock) {
    this.sessions = sessions;
    this.keys = keys;
    this.clock = clock;
    this.aliases = new TimedCache<>(config.cacheTtl());
  }

  /** The alias, if it exists. */
  public Uni<Optional<Alias>> find(Scope scope, AliasName name) {
    return aliases.get(name.arn(scope), this::load);
  }

  /** Names an existing key. Fails with {@code ALREADY_EXISTS}, {@code LIMIT_EXCEEDED}. */
  public Uni<Void> create(Alias alias) {
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, alias.target())
                    .invoke(row -> Lifecycle.requireNotPendingDeletion(row.read()))
                    .chain(() -> requireRoom(session, alias.target()))
                    .chain(() -> session.find(AliasEntity.class, alias.arn()))
                    .invoke(row -> refuseTaken(row, alias))
                    .chain(() -> session.persist(AliasEntity.of(alias)))
                    .chain(session::flush))
        .onFailure(AliasStore::isUniqueViolation)
        .transform(failure -> taken(alias))
        .invoke(() -> aliases.forget(alias.arn()));
  }

  /**
   * Stores a new key together with its name; when the name exists already (another request was
   * first), the key it names is the answer and nothing is stored.
   */
  public Uni<KeyArn> createWithKey(Alias alias, KmsKey key, Optional<StoredMaterial> material) {
    return sessions
        .transaction(
            session ->
                session
                    .find(AliasEntity.class, alias.arn())
                    .invoke(row -> refuseTaken(row, alias))
                    .chain(
                        () -> KeyStore.insert(session, key, material.stream().toList(), Map.of()))
                    .chain(() -> session.persist(AliasEntity.of(alias)))
                    .chain(session::flush))
        .replaceWith(key.arn())
        .invoke(() -> keys.forget(key))
        .eventually(() -> aliases.forget(alias.arn()))
        .onFailure(AliasStore::isTaken)
        .recoverWithUni(
            () -> load(alias.arn()).map(found -> found.orElseThrow(() -> taken(alias)).target()));
  }

  /** Points an alias to another key of the same type. */
  public Uni<Void> retarget(Scope scope, AliasName name, KeyArn target) {
    return sessions
        .transaction(
            session ->
                lock(session, scope, name)
                    .chain(row -> moveTo(session, row, target))
                    .chain(session::flush))
        .invoke(() -> aliases.forget(name.arn(scope)));
  }

  /** Removes a name; the key stays. */
  public Uni<Void> delete(Scope scope, AliasName name) {
    return sessions
        .transaction(session -> lock(session, scope, name).chain(session::remove))
        .invoke(() -> aliases.forget(name.arn(scope)));
  }

  /** Aliases of a scope in the order of their names, beginning behind {@code after}. */
  public Uni<List<Alias>> list(Scope scope, Optional<KeyArn> target, String after, int limit) {
    String byTarget = target.isPresent() ? " and targetArn = :target" : "";
    return sessions.read(
        session -> {
          var query =
              session
                  .createSelectionQuery(
                      "from KmsAliasRow where account = :account and region = :region"
                          + " and name > :after"
                          + byTarget
                          + " order by name",
                      AliasEntity.class)
                  .setParameter("account", scope.account())
                  .setParameter("region", scope.region())
                  .setParameter("after", after)
                  .setMaxResults(limit);
          target.ifPresent(arn -> query.setParameter("target", arn.toString()));
          return query.getResultList().map(rows -> rows.stream().map(AliasEntity::read).toList());
        });
  }

  private Uni<Void> moveTo(Mutiny.Session session, AliasEntity row, KeyArn target) {
    return KeyStore.lock(session, target)
        .chain(
            fresh ->
                session
                    .find(KeyEntity.class, row.targetArn)
                    .invoke(old -> requireSameType(old, fresh)))
        .chain(() -> requireRoom(session, target))
        .invoke(
            () -> {
              row.targetArn = target.toString();
              row.updated = clock.instant();
            })
        .replaceWithVoid();
  }

  private static void requireSameType(KeyEntity old, KeyEntity fresh) {
    Lifecycle.requireNotPendingDeletion(fresh.read());
    if (old.spec != fresh.spec || old.usage != fresh.usage) {
      throw KmsRefusal.invalid(
          "The target key must have the same type and key usage as the current key.");
    }
  }

  private static Uni<Void> requireRoom(Mutiny.Session session, KeyArn target) {
    return session
        .createSelectionQuery(
            "select count(*) from KmsAliasRow where targetArn = :target", Long.class)
        .setParameter("target", target.toString())
        .getSingleResult()
        .invoke(
            count -> {
              if (count >= MAX_PER_KEY) {
                throw KmsRefusal.of(KmsError.LIMIT_EXCEEDED, "Too many aliases for key " + target);
              }
            })
        .replaceWithVoid();
  }

  private static Uni<AliasEntity> lock(Mutiny.Session session, Scope scope, AliasName name) {
    String arn = name.arn(scope);
    return session
        .find(AliasEntity.class, arn, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> KmsRefusal.noSuchAlias(arn));
  }

  private Uni<Optional<Alias>> load(String arn) {
    return sessions.read(
        session ->
            session
                .find(AliasEntity.class, arn)
                .map(row -> Optional.ofNullable(row).map(AliasEntity::read)));
  }

  private static void refuseTaken(@Nullable AliasEntity row, Alias alias) {
    if (row != null) {
      throw taken(alias);
    }
  }

  private static KmsRefusal taken(Alias alias) {
    return KmsRefusal.of(
        KmsError.ALREADY_EXISTS, "An alias with the name " + alias.arn() + " already exists");
  }

  private static boolean isTaken(Throwable failure) {
    boolean found =
        failure instanceof KmsRefusal refusal && refusal.error() == KmsError.ALREADY_EXISTS;
    return found || isUniqueViolation(failure);
  }

  private static boolean isUniqueViolation(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return UNIQUE_VIOLATION.equals(sql.getSQLState());
      }
    }
    return false;
  }

  void clear() {
    aliases.clear();
  }
}
