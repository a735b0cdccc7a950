package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.limit.HotKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keys and their wrapped material. Thread-safe; never blocks.
 *
 * <p>Reads may come from a cache: a change made through this object is seen by every read that
 * begins after it is acknowledged, one made by another process after {@code
 * strongroom.kms.cache-ttl} at the latest.
 */
@ApplicationScoped
public class KeyStore {

  private static final String SELECT = "SELECT * FROM kms.kms_key WHERE arn = ?";

  private final Sessions sessions;
  private final KmsClock clock;
  private final HotKeys hotKeys;
  private final TimedCache<KeyArn, Optional<KmsKey>> keys;
  private final TimedCache<MaterialAddress, Optional<StoredMaterial>> materials;

  KeyStore(Sessions sessions, KmsConfig config, KmsClock clock, HotKeys hotKeys) {
    this.hotKeys = hotKeys;
    this.sessions = sessions;
    this.clock = clock;
    this.keys = new TimedCache<>(config.cacheTtl());
    this.materials = new TimedCache<>(config.cacheTtl());
  }

  /** Material names are unique in a region. */
  private record MaterialAddress(MaterialId id, Region region) {}

  /** The key, unless it does not exist or its deletion is due. */
  public Uni<Optional<KmsKey>> find(KeyArn arn) {
    return keys.get(arn, this::load).map(found -> found.filter(this::isAlive).map(this::now));
  }

  /** The key; fails with {@code NOT_FOUND} when there is none. */
  public Uni<KmsKey> get(KeyArn arn) {
    return find(arn).map(found -> found.orElseThrow(() -> KmsRefusal.noSuchKey(arn)));
  }

  /** The one key of this id in a region, whoever owns it. Not cached. */
  public Uni<Optional<KmsKey>> findInRegion(Region region, String keyId) {
    return select(
            "SELECT * FROM kms.kms_key WHERE region = ? AND key_id = ? LIMIT 2",
            region.value(),
            keyId)
        .map(
            found ->
                found.size() == 1
                    ? Optional.of(found.getFirst()).map(this::now).filter(this::isAlive)
                    : Optional.empty());
  }

  /** The material that sealed a blob in {@code region}. */
  public Uni<Optional<StoredMaterial>> findMaterial(MaterialId id, Region region) {
    return materials.get(new MaterialAddress(id, region), this::load);
  }

  /** All generations of a key's material, oldest first. */
  public Uni<List<StoredMaterial>> materialsOf(KeyArn arn) {
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    MaterialEntity.class,
                    "SELECT * FROM kms.key_material WHERE key_arn = ?"
                        + " ORDER BY created_at, material_id",
                    arn.toString())
                .getResultList()
                .map(rows -> rows.stream().map(MaterialEntity::read).toList()));
  }

  /** Stores a new key with its first material and tags, all or nothing. */
  public Uni<KmsKey> create(
      KmsKey key, Optional<StoredMaterial> material, Map<String, String> tags) {
    return sessions
        .transaction(
            session -> insert(session, key, Optional.empty(), material.stream().toList(), tags))
        .replaceWith(key)
        .invoke(() -> forget(key));
  }

  static Uni<Void> insert(
      Mutiny.StatelessSession session,
      KmsKey key,
      Optional<String> project,
      List<StoredMaterial> materials,
      Map<String, String> tags) {
    Uni<Void> done = KeyEntity.of(key).insert(session, project);
    for (StoredMaterial material : materials) {
      done = done.chain(() -> MaterialEntity.of(material).insert(session));
    }
    return done.chain(() -> TagEntity.put(session, key.arn().toString(), tags));
  }

  /**
   * Changes one key. {@code change} sees the key as it is under a row lock; what it throws is the
   * answer and nothing is changed.
   */
  public Uni<KmsKey> change(KeyArn arn, UnaryOperator<KmsKey> change) {
    if (!hotKeys.tryChange(arn.toString())) {
      return Uni.createFrom().failure(KmsRefusal.throttled());
    }
    return sessions
        .transaction(
            session ->
                lock(session, arn)
                    .chain(
                        row -> {
                          KmsKey changed = change.apply(now(row.read()));
                          row.write(changed);
                          return row.update(session).replaceWith(changed);
                        }))
        .invoke(this::forget);
  }

  /**
   * Gives a key new current material; {@code change} decides, as in {@link #change}.
   *
   * @param copies the same material for the key's replicas
   */
  public Uni<KmsKey> rotate(
      KeyArn arn, StoredMaterial fresh, List<StoredMaterial> copies, UnaryOperator<KmsKey> change) {
    return sessions
        .transaction(
            session ->
                lock(session, arn)
                    .chain(
                        row -> {
                          KmsKey changed =
                              change.apply(row.read()).withMaterial(fresh.wrapped().id());
                          row.write(changed);
                          return row.update(session)
                              .chain(() -> MaterialEntity.of(fresh).insert(session))
                              .chain(() -> follow(session, copies))
                              .replaceWith(changed);
                        }))
        .invoke(this::forget)
        .invoke(() -> copies.forEach(copy -> keys.forget(copy.owner())));
  }

  private static Uni<Void> follow(Mutiny.StatelessSession session, List<StoredMaterial> copies) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (StoredMaterial copy : copies) {
      done =
          done.chain(() -> lock(session, copy.owner()))
              .chain(row -> row.use(session, copy.wrapped().id()))
              .chain(() -> MaterialEntity.of(copy).insert(session));
    }
    return done;
  }

  /** Keys of a scope in the order of their ids, beginning behind {@code after}. */
  public Uni<List<KmsKey>> list(Scope scope, String after, int limit) {
    return select(
            "SELECT * FROM kms.kms_key WHERE account_id = ? AND region = ?"
                + " AND key_id > ? AND (deletion_date IS NULL OR deletion_date > ?)"
                + " ORDER BY key_id LIMIT ?",
            scope.account().value(),
            scope.region().value(),
            after,
            clock.instant(),
            (long) limit)
        .map(found -> found.stream().map(this::now).toList());
  }

  /** How many keys there are, in all accounts and regions. */
  public Uni<Long> count() {
    return sessions.read(
        session ->
            Columns.select(session, Long.class, "SELECT count(*) FROM kms.kms_key")
                .getSingleResult());
  }

  /** Enabled keys whose automatic rotation is due, the longest overdue first. */
  public Uni<List<KmsKey>> dueForRotation(Instant now, int limit) {
    return select(
        "SELECT * FROM kms.kms_key WHERE next_rotation <= ? AND state = ?"
            + " ORDER BY next_rotation LIMIT ?",
        now,
        KeyState.ENABLED.name(),
        (long) limit);
  }

  /** Deletes the keys whose waiting period is over, with everything they own. */
  public Uni<Integer> deleteDue(Instant now) {
    return sessions
        .transaction(
            session ->
                Columns.execute(
                    session, "DELETE FROM kms.kms_key WHERE deletion_date <= ?", List.of(now)))
        .invoke(
            deleted -> {
              if (deleted > 0) {
                keys.clear();
                materials.clear();
              }
            });
  }

  /** The stored proof of the root key, or {@code fresh} after storing it when there is none. */
  public Uni<byte[]> rootKeyCheck(byte[] fresh) {
    return sessions.transaction(
        session ->
            RootCheckEntity.insert(session, fresh)
                .chain(
                    () ->
                        Columns.select(
                                session, RootCheckEntity.class, "SELECT * FROM kms.root_key_check")
                            .getSingleResult())
                .map(row -> row.wrapped.clone()));
  }

  static Uni<KeyEntity> lock(Mutiny.StatelessSession session, KeyArn arn) {
    return Columns.select(session, KeyEntity.class, SELECT + " FOR NO KEY UPDATE", arn.toString())
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> KmsRefusal.noSuchKey(arn));
  }

  /** The key's row, if it exists. */
  static Uni<@Nullable KeyEntity> row(Mutiny.StatelessSession session, KeyArn arn) {
    return Columns.select(session, KeyEntity.class, SELECT, arn.toString()).getSingleResultOrNull();
  }

  private Uni<List<KmsKey>> select(String sql, Object... values) {
    return sessions.read(
        session ->
            Columns.select(session, KeyEntity.class, sql, values)
                .getResultList()
                .map(rows -> rows.stream().map(KeyEntity::read).toList()));
  }

  private Uni<Optional<KmsKey>> load(KeyArn arn) {
    return sessions.read(
        session -> row(session, arn).map(row -> Optional.ofNullable(row).map(KeyEntity::read)));
  }

  private Uni<Optional<StoredMaterial>> load(MaterialAddress address) {
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    MaterialEntity.class,
                    "SELECT * FROM kms.key_material WHERE material_id = ? AND region = ?",
                    address.id().hex(),
                    address.region().value())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(MaterialEntity::read)));
  }

  private boolean isAlive(KmsKey key) {
    return key.life().deletionDate().map(date -> date.isAfter(clock.instant())).orElse(true);
  }

  private KmsKey now(KmsKey key) {
    return KeyStateTable.at(key, clock.instant());
  }

  /** Forgets a key and, since its names are not known here, all material. */
  void forgetAll(KeyArn arn) {
    keys.forget(arn);
    materials.clear();
  }

  void clear() {
    keys.clear();
    materials.clear();
  }

  void forget(KmsKey key) {
    keys.forget(key.arn());
    key.currentMaterial()
        .ifPresent(id -> materials.forget(new MaterialAddress(id, key.arn().scope().region())));
  }
}
