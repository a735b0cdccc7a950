package io.strongroom.emulator.key;

import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The key states table as functions: each takes a key and returns the changed key, or throws the
 * {@link KmsRefusal} of the table. Pure.
 */
public final class KeyStateTable {

  /** The waiting period that nobody asked for. */
  public static final int DEFAULT_WINDOW_IN_DAYS = 30;

  private KeyStateTable() {}

  /** Demands a key that can be used for cryptography now. */
  public static void requireUsable(KmsKey key) {
    switch (key.state()) {
      case ENABLED -> {}
      case DISABLED -> throw KmsRefusal.disabled(key.arn());
      case PENDING_DELETION, PENDING_REPLICA_DELETION, PENDING_IMPORT ->
          throw KmsRefusal.invalidState(key);
    }
  }

  /** Demands a key that is not about to be deleted. */
  public static void requireNotPendingDeletion(KmsKey key) {
    if (key.state().isBeforeDeletion()) {
      throw KmsRefusal.invalidState(key);
    }
  }

  /** EnableKey. */
  public static KmsKey enable(KmsKey key) {
    return switch (key.state()) {
      case ENABLED, DISABLED -> key.with(Life.of(KeyState.ENABLED));
      case PENDING_DELETION, PENDING_REPLICA_DELETION, PENDING_IMPORT ->
          throw KmsRefusal.invalidState(key);
    };
  }

  /** DisableKey. */
  public static KmsKey disable(KmsKey key) {
    return switch (key.state()) {
      case ENABLED, DISABLED -> key.with(Life.of(KeyState.DISABLED));
      case PENDING_DELETION, PENDING_REPLICA_DELETION, PENDING_IMPORT ->
          throw KmsRefusal.invalidState(key);
    };
  }

  /** ScheduleKeyDeletion. */
  public static KmsKey scheduleDeletion(KmsKey key, int days, Instant now) {
    requireNotPendingDeletion(key);
    Instant date = now.plus(Duration.ofDays(days));
    return key.with(new Life(KeyState.PENDING_DELETION, Optional.of(date), Optional.of(days)));
  }

  /** ScheduleKeyDeletion of a multi-region primary with replicas: no date until they are gone. */
  public static KmsKey awaitReplicas(KmsKey key, int days) {
    requireNotPendingDeletion(key);
    return key.with(
        new Life(KeyState.PENDING_REPLICA_DELETION, Optional.empty(), Optional.of(days)));
  }

  /** CancelKeyDeletion: the key comes back disabled, or still without material. */
  public static KmsKey cancelDeletion(KmsKey key) {
    if (!key.state().isBeforeDeletion()) {
      throw KmsRefusal.of(KmsError.INVALID_STATE, key.arn() + " is not pending deletion.");
    }
    boolean usable = key.currentMaterial().isPresent();
    return key.with(Life.of(usable ? KeyState.DISABLED : KeyState.PENDING_IMPORT));
  }

  /** Demands a key whose material comes from outside. */
  public static void requireImportable(KmsKey key) {
    if (key.type().origin() != KeyOrigin.EXTERNAL) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION,
          key.arn()
              + " origin is "
              + key.type().origin()
              + " which is not valid for this operation.");
    }
  }

  /** ImportKeyMaterial: a key that waited for it comes into use, a disabled one stays so. */
  public static KmsKey imported(KmsKey key, MaterialId material, Optional<Instant> expires) {
    requireImportable(key);
    requireNotPendingDeletion(key);
    KmsKey with = key.withImported(material, expires);
    return key.state() == KeyState.PENDING_IMPORT ? with.with(Life.of(KeyState.ENABLED)) : with;
  }

  /** DeleteImportedKeyMaterial, or its expiry. A pending deletion goes on. */
  public static KmsKey withoutMaterial(KmsKey key) {
    requireImportable(key);
    KmsKey without = key.withoutMaterial();
    return key.state().isBeforeDeletion()
        ? without
        : without.with(Life.of(KeyState.PENDING_IMPORT));
  }

  /** The key as it is at {@code now}, when imported material may have expired. */
  public static KmsKey at(KmsKey key, Instant now) {
    boolean expired = key.expires().map(date -> !date.isAfter(now)).orElse(false);
    return expired ? withoutMaterial(key) : key;
  }
}
