package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Names of keys. Thread-safe; never blocks; caches as {@link KeyStore} does. */
@ApplicationScoped
public class AliasStore {

  private static final int MAX_PER_KEY = 50;

  private static final String SELECT = "SELECT * FROM kms.key_alias WHERE arn = ?";

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
                    .invoke(row -> KeyStateTable.requireNotPendingDeletion(row.read()))
                    .chain(() -> requireRoom(session, alias.target()))
                    .chain(() -> insert(session, alias)))
        .invoke(() -> aliases.forget(alias.arn()));
  }

  /**
   * Stores a new key together with its name; when the name exists already (another request was
   * first), the key it names is the answer and nothing is stored.
   *
   * <p>Fails with {@code ALREADY_EXISTS} when a multi-region key has a family in another region.
   *
   * @param project outside of which the key does not exist; empty for its whole account
   */
  public Uni<KeyArn> createWithKey(
      Alias alias, KmsKey key, Optional<StoredMaterial> material, Optional<String> project) {
    return sessions
        .transaction(
            session ->
                beginFamily(session, key, alias)
                    .chain(
                        () ->
                            KeyStore.insert(
                                session, key, project, material.stream().toList(), Map.of()))
                    .chain(() -> insert(session, alias)))
        .replaceWith(key.arn())
        .invoke(() -> keys.forget(key))
        .eventually(() -> aliases.forget(alias.arn()))
        .onFailure(AliasStore::isTaken)
        .recoverWithUni(
            () -> load(alias.arn()).map(found -> found.orElseThrow(() -> taken(alias)).target()));
  }

  private static Uni<Void> beginFamily(Mutiny.StatelessSession session, KmsKey key, Alias alias) {
    if (!key.type().multiRegion()) {
      return Uni.createFrom().voidItem();
    }
    return FamilyEntity.insert(session, key.arn())
        .invoke(
            first -> {
              if (!first) {
                throw taken(alias);
              }
            })
        .replaceWithVoid();
  }

  /** Points an alias to another key of the same type. */
  public Uni<Void> retarget(Scope scope, AliasName name, KeyArn target) {
    return sessions
        .transaction(
            session -> lock(session, scope, name).chain(row -> moveTo(session, row.read(), target)))
        .invoke(() -> aliases.forget(name.arn(scope)));
  }

  /** Removes a name; the key stays. */
  public Uni<Void> delete(Scope scope, AliasName name) {
    return sessions
        .transaction(session -> remove(session, name.arn(scope)))
        .invoke(() -> aliases.forget(name.arn(scope)));
  }

  /** Aliases of a scope in the order of their names, beginning behind {@code after}. */
  public Uni<List<Alias>> list(Scope scope, Optional<KeyArn> target, String after, int limit) {
    String wanted = target.map(KeyArn::toString).orElse("");
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    AliasEntity.class,
                    "SELECT * FROM kms.key_alias WHERE account_id = ? AND region = ? AND name > ?"
                        + " AND (? = '' OR target_arn = ?) ORDER BY name LIMIT ?",
                    scope.account().value(),
                    scope.region().value(),
                    after,
                    wanted,
                    wanted,
                    (long) limit)
                .getResultList()
                .map(rows -> rows.stream().map(AliasEntity::read).toList()));
  }

  /**
   * Where other regions of the account, of the same partition, have this name; in the order of the
   * regions.
   */
  public Uni<List<Alias>> elsewhere(Scope scope, AliasName name) {
    return sessions
        .read(
            session ->
                Columns.select(
                        session,
                        AliasEntity.class,
                        "SELECT * FROM kms.key_alias WHERE account_id = ? AND name = ?"
                            + " AND region <> ? ORDER BY region",
                        scope.account().value(),
                        name.text(),
                        scope.region().value())
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(AliasEntity::read)
                    .filter(each -> each.scope().partition().equals(scope.partition()))
                    .toList());
  }

  /** A key's name is read anew. */
  void forget(KeyArn key, AliasName name) {
    aliases.forget(name.arn(key.scope()));
  }

  private static Uni<Void> remove(Mutiny.StatelessSession session, String arn) {
    return Columns.execute(session, "DELETE FROM kms.key_alias WHERE arn = ?", List.of(arn))
        .invoke(
            deleted -> {
              if (deleted == 0) {
                throw KmsRefusal.noSuchAlias(arn);
              }
            })
        .replaceWithVoid();
  }

  /** Adds a name; fails with {@code ALREADY_EXISTS}. */
  static Uni<Void> insert(Mutiny.StatelessSession session, Alias alias) {
    return AliasEntity.of(alias)
        .insert(session)
        .invoke(
            done -> {
              if (!done) {
                throw taken(alias);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> moveTo(Mutiny.StatelessSession session, Alias alias, KeyArn target) {
    return KeyStore.lock(session, target)
        .chain(
            fresh ->
                KeyStore.row(session, alias.target())
                    .invoke(old -> requireSameType(Objects.requireNonNull(old), fresh)))
        .chain(() -> requireRoom(session, target))
        .chain(() -> AliasEntity.retarget(session, alias.arn(), target, clock.instant()));
  }

  private static void requireSameType(KeyEntity old, KeyEntity fresh) {
    KeyStateTable.requireNotPendingDeletion(fresh.read());
    if (old.spec != fresh.spec || old.usage != fresh.usage) {
      throw KmsRefusal.invalid(
          "The target key must have the same type and key usage as the current key.");
    }
  }

  private static Uni<Void> requireRoom(Mutiny.StatelessSession session, KeyArn target) {
    return Columns.select(
            session,
            Long.class,
            "SELECT count(*) FROM kms.key_alias WHERE target_arn = ?",
            target.toString())
        .getSingleResult()
        .invoke(
            count -> {
              if (count >= MAX_PER_KEY) {
                throw KmsRefusal.of(KmsError.LIMIT_EXCEEDED, "Too many aliases for key " + target);
              }
            })
        .replaceWithVoid();
  }

  private static Uni<AliasEntity> lock(
      Mutiny.StatelessSession session, Scope scope, AliasName name) {
    String arn = name.arn(scope);
    return Columns.select(session, AliasEntity.class, SELECT + " FOR NO KEY UPDATE", arn)
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> KmsRefusal.noSuchAlias(arn));
  }

  private Uni<Optional<Alias>> load(String arn) {
    return sessions.read(
        session ->
            Columns.select(session, AliasEntity.class, SELECT, arn)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(AliasEntity::read)));
  }

  private static KmsRefusal taken(Alias alias) {
    return KmsRefusal.of(
        KmsError.ALREADY_EXISTS, "An alias with the name " + alias.arn() + " already exists");
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof KmsRefusal refusal && refusal.error() == KmsError.ALREADY_EXISTS;
  }

  void clear() {
    aliases.clear();
  }
}
