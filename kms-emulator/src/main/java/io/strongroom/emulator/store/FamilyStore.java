package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Primaries and replicas of multi-region keys. Thread-safe; never blocks; caches nothing. */
@ApplicationScoped
public class FamilyStore {

  private final Sessions sessions;
  private final KeyStore keys;
  private final AliasStore aliases;

  FamilyStore(Sessions sessions, KeyStore keys, AliasStore aliases) {
    this.sessions = sessions;
    this.keys = keys;
    this.aliases = aliases;
  }

  /** The family of a key; of one that is not multi-region, it alone. */
  public Uni<KeyFamily> of(KmsKey key) {
    return key.type().multiRegion()
        ? sessions.read(session -> load(session, key.arn()))
        : Uni.createFrom().item(KeyFamily.of(key));
  }

  private static Uni<KeyFamily> load(Mutiny.StatelessSession session, KeyArn key) {
    String account = key.scope().account().value();
    return Columns.select(
            session,
            String.class,
            "SELECT region FROM kms.kms_key WHERE account_id = ? AND key_id = ?"
                + " AND multi_region ORDER BY region",
            account,
            key.keyId())
        .getResultList()
        .chain(
            regions ->
                Columns.select(
                        session,
                        FamilyEntity.class,
                        "SELECT * FROM kms.key_family WHERE account_id = ? AND key_id = ?",
                        account,
                        key.keyId())
                    .getSingleResultOrNull()
                    .map(row -> family(key, regions, row)));
  }

  private static KeyFamily family(KeyArn key, List<String> regions, @Nullable FamilyEntity row) {
    Region primary = row == null ? key.scope().region() : Region.of(row.primaryRegion);
    List<KeyArn> replicas =
        regions.stream()
            .map(Region::of)
            .filter(region -> !region.equals(primary))
            .map(region -> in(key, region))
            .toList();
    return new KeyFamily(in(key, primary), replicas);
  }

  private static KeyArn in(KeyArn key, Region region) {
    return new KeyArn(new Scope(key.scope().account(), region), key.keyId());
  }

  /**
   * Stores a replica with its material, all or nothing. Fails with {@code ALREADY_EXISTS} when the
   * region has one.
   */
  public Uni<Void> add(
      KeyArn primary,
      KmsKey replica,
      Optional<Home> home,
      List<StoredMaterial> materials,
      Map<String, String> tags) {
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, primary)
                    .chain(() -> KeyStore.row(session, replica.arn()))
                    .invoke(row -> refuseExisting(row, replica.arn()))
                    .chain(
                        () ->
                            KeyStore.insert(
                                session, replica, home.flatMap(Home::project), materials, tags))
                    .chain(() -> name(session, replica, home))
                    .chain(() -> FamilyEntity.insert(session, primary)))
        .invoke(() -> keys.forgetAll(replica.arn()))
        .eventually(() -> home.ifPresent(named -> aliases.forget(replica.arn(), named.name())))
        .replaceWithVoid();
  }

  private static Uni<Void> name(
      Mutiny.StatelessSession session, KmsKey replica, Optional<Home> home) {
    Instant now = replica.created();
    return home.map(Home::name)
        .map(name -> new Alias(replica.arn().scope(), name, replica.arn(), now, now))
        .map(alias -> AliasStore.insert(session, alias))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static void refuseExisting(@Nullable KeyEntity row, KeyArn arn) {
    if (row != null) {
      throw KmsRefusal.of(KmsError.ALREADY_EXISTS, arn + " already exists");
    }
  }

  /** Makes another member of the family the primary one, with the rotation that the old one had. */
  public Uni<Void> movePrimary(KeyArn primary, Region region) {
    KeyArn next = in(primary, region);
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, primary)
                    .chain(
                        old ->
                            KeyStore.lock(session, next)
                                .chain(fresh -> passRotation(session, old, fresh)))
                    .chain(() -> FamilyEntity.move(session, next)))
        .invoke(() -> keys.forgetAll(primary))
        .invoke(() -> keys.forgetAll(next))
        .replaceWithVoid();
  }

  private static Uni<Void> passRotation(
      Mutiny.StatelessSession session, KeyEntity old, KeyEntity fresh) {
    fresh.rotationPeriodInDays = old.rotationPeriodInDays;
    fresh.nextRotation = old.nextRotation;
    old.rotationPeriodInDays = null;
    old.nextRotation = null;
    return old.update(session).chain(() -> fresh.update(session));
  }
}
