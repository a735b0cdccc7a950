package io.strongroom.emulator.service;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.RotationRules;
import io.strongroom.emulator.store.ImportStore;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Gives keys new material. Old material stays, so old messages open. Thread-safe. */
@ApplicationScoped
public class Rotations {

  private static final Logger LOG = Logger.getLogger(Rotations.class);
  private static final String ON_DEMAND = "ON_DEMAND";
  private static final String AUTOMATIC = "AUTOMATIC";
  private static final int DUE_AT_ONCE = 100;

  private final KeyStore keys;
  private final KeyFactory factory;
  private final Families families;
  private final ImportStore imports;
  private final RotationSettings settings;

  Rotations(
      KeyStore keys,
      KeyFactory factory,
      Families families,
      ImportStore imports,
      RotationSettings settings) {
    this.keys = keys;
    this.factory = factory;
    this.families = families;
    this.imports = imports;
    this.settings = settings;
  }

  /** Switches automatic rotation on. */
  public Uni<KmsKey> enable(KmsKey key, Optional<Integer> periodInDays) {
    return families
        .requirePrimaryIfMultiRegion(key)
        .chain(
            () ->
                keys.change(
                    key.arn(),
                    current -> RotationRules.enable(current, periodInDays, settings.now())));
  }

  /** Rotates now; fails with {@code LIMIT_EXCEEDED} when it was done too often. */
  public Uni<KmsKey> onDemand(KmsKey key) {
    RotationRules.requireRotatableOnDemand(key);
    KeyStateTable.requireUsable(key);
    return keys.materialsOf(key.arn())
        .map(
            materials ->
                materials.stream()
                    .filter(material -> material.rotationType().equals(Optional.of(ON_DEMAND)))
                    .count())
        .invoke(
            done -> {
              if (done >= settings.onDemandRotations()) {
                throw KmsRefusal.of(
                    KmsError.LIMIT_EXCEEDED,
                    "The on-demand rotations limit has been reached for key " + key.arn());
              }
            })
        .chain(() -> families.requirePrimaryIfMultiRegion(key))
        .chain(family -> onDemand(family, key));
  }

  // What comes from outside is there already, waiting for this.
  private Uni<KmsKey> onDemand(KeyFamily family, KmsKey key) {
    return switch (key.type().origin()) {
      case EXTERNAL -> imports.rotate(key.arn(), ON_DEMAND);
      case AWS_KMS ->
          rotate(
              family,
              key,
              ON_DEMAND,
              current -> {
                RotationRules.requireChangeable(current);
                return current;
              });
    };
  }

  /** Rotates every key whose time has come. */
  public Uni<Void> rotateDue() {
    Instant now = settings.now();
    return keys.dueForRotation(now, DUE_AT_ONCE)
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(key -> rotate(key, now))
        .collect()
        .last()
        .replaceWithVoid();
  }

  // Another process may have been faster: the row lock decides, and the loser finds it not due.
  private Uni<Void> rotate(KmsKey key, Instant now) {
    return families
        .requirePrimaryIfMultiRegion(key)
        .chain(
            family ->
                rotate(
                    family,
                    key,
                    AUTOMATIC,
                    current -> {
                      if (!RotationRules.isDue(current, now)) {
                        throw KmsRefusal.silent(KmsError.CONFLICT);
                      }
                      return RotationRules.rotated(current, now);
                    }))
        .invoke(rotated -> LOG.infof("rotated %s", rotated.arn()))
        .replaceWithVoid()
        .onFailure(KmsRefusal.class)
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<KmsKey> rotate(
      KeyFamily family, KmsKey key, String type, UnaryOperator<KmsKey> change) {
    return factory
        .material(key.arn(), key.type().spec())
        .map(made -> ofRotation(made, type))
        .chain(
            fresh ->
                families
                    .copies(fresh, family.replicas())
                    .chain(copies -> keys.rotate(family.primary(), fresh, copies, change)));
  }

  private static StoredMaterial ofRotation(StoredMaterial made, String type) {
    return new StoredMaterial(
        made.owner(), made.wrapped(), made.created(), Optional.of(type), Optional.empty());
  }
}
