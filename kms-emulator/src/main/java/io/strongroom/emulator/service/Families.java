package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsKey.Life;
import io.strongroom.emulator.key.KmsKey.Rotation;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.store.FamilyStore;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replicas of multi-region keys. Thread-safe. Asks nobody for permission. */
@ApplicationScoped
public class Families {

  private final FamilyStore store;
  private final KeyStore keys;
  private final RootWork roots;
  private final KmsClock clock;

  Families(FamilyStore store, KeyStore keys, RootWork roots, KmsClock clock) {
    this.store = store;
    this.keys = keys;
    this.roots = roots;
    this.clock = clock;
  }

  /**
   * A replica to be made.
   *
   * @param policy empty for the default policy
   * @param home its name and project; empty in the API that has neither
   */
  public record Wanted(
      Region region,
      String description,
      Optional<String> policy,
      Map<String, String> tags,
      Optional<Home> home) {

    public Wanted {
      tags = Map.copyOf(tags);
    }
  }

  /** The family of a key. */
  public Uni<KeyFamily> of(KmsKey key) {
    return store.of(key);
  }

  /** Demands the primary key of a family. */
  public Uni<KeyFamily> requirePrimary(KmsKey key) {
    return of(key).invoke(family -> family.requirePrimary(key));
  }

  /** Demands a key whose rotation is its own: a replica's follows the primary's. */
  Uni<KeyFamily> requirePrimaryIfMultiRegion(KmsKey key) {
    return key.type().multiRegion() ? requirePrimary(key) : of(key);
  }

  /** Makes a replica of a primary key, with all generations of its material. */
  public Uni<KmsKey> replicate(KmsKey primary, Wanted wanted) {
    return requirePrimary(primary)
        .invoke(() -> requireReplicable(primary, wanted.region()))
        .chain(() -> keys.materialsOf(primary.arn()))
        .chain(
            materials -> {
              KmsKey replica = replica(primary, wanted);
              return roots
                  .each(materials, material -> copy(material, replica.arn()))
                  .chain(
                      copies ->
                          store.add(primary.arn(), replica, wanted.home(), copies, wanted.tags()))
                  .replaceWith(replica);
            });
  }

  private static void requireReplicable(KmsKey primary, Region region) {
    KeyStateTable.requireUsable(primary);
    Scope here = primary.arn().scope();
    Scope there = new Scope(here.account(), region);
    if (!here.partition().equals(there.partition()) || region.equals(here.region())) {
      throw KmsRefusal.invalid("The key cannot be replicated to region " + region + ".");
    }
    if (primary.type().origin() != KeyOrigin.AWS_KMS) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION,
          "Replicas of keys with imported material are not supported here.");
    }
  }

  private KmsKey replica(KmsKey primary, Wanted wanted) {
    Scope scope = new Scope(primary.arn().scope().account(), wanted.region());
    return new KmsKey(
        new KeyArn(scope, primary.arn().keyId()),
        primary.type(),
        Life.of(KeyState.ENABLED),
        clock.instant(),
        wanted.description(),
        new KmsKey.InUse(primary.currentMaterial(), Optional.empty()),
        wanted.policy(),
        Rotation.OFF);
  }

  /** The same material, for the other members of the family. */
  Uni<List<StoredMaterial>> copies(StoredMaterial material, List<KeyArn> owners) {
    return roots.each(owners, owner -> copy(material, owner));
  }

  private StoredMaterial copy(StoredMaterial material, KeyArn owner) {
    return new StoredMaterial(
        owner,
        roots.vault().rewrap(material.owner().toString(), material.wrapped(), owner.toString()),
        material.created(),
        material.rotationType(),
        Optional.empty());
  }

  /** Makes a replica the primary key, and the primary key a replica. */
  public Uni<Void> movePrimary(KmsKey primary, Region region) {
    KeyStateTable.requireUsable(primary);
    return requirePrimary(primary)
        .invoke(
            family -> {
              boolean known =
                  family.replicas().stream()
                      .anyMatch(replica -> replica.scope().region().equals(region));
              if (!known) {
                throw KmsRefusal.invalid("The key has no replica in region " + region + ".");
              }
            })
        .chain(() -> store.movePrimary(primary.arn(), region));
  }
}
