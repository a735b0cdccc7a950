package io.strongroom.emulator.key;

import io.strongroom.emulator.key.KmsKey.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Rotation as functions on keys, each returning the changed key or throwing the refusal. Pure. */
public final class RotationRules {

  /** Shortest automatic rotation period. */
  public static final int MIN_PERIOD_IN_DAYS = 90;

  /** Longest automatic rotation period. */
  public static final int MAX_PERIOD_IN_DAYS = 2560;

  private static final int DEFAULT_PERIOD_IN_DAYS = 365;

  private RotationRules() {}

  /** Demands a key whose material is made here and can therefore rotate. */
  public static void requireRotatable(KmsKey key) {
    if (key.type().origin() != KeyOrigin.AWS_KMS) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION,
          key.arn()
              + " origin is "
              + key.type().origin()
              + " which is not valid for this operation.");
    }
    if (!key.type().spec().isSymmetricEncryption()) {
      throw KmsRefusal.silent(KmsError.UNSUPPORTED_OPERATION);
    }
  }

  /** Demands a symmetric key, of whatever origin: imported material waits for its rotation. */
  public static void requireRotatableOnDemand(KmsKey key) {
    if (!key.type().spec().isSymmetricEncryption()) {
      throw KmsRefusal.silent(KmsError.UNSUPPORTED_OPERATION);
    }
  }

  /** EnableKeyRotation; a period not given keeps the present one. */
  public static KmsKey enable(KmsKey key, Optional<Integer> periodInDays, Instant now) {
    requireChangeable(key);
    Rotation old = key.rotation();
    int days = periodInDays.or(old::periodInDays).orElse(DEFAULT_PERIOD_IN_DAYS);
    boolean same = old.periodInDays().equals(Optional.of(days));
    Optional<Instant> next = same ? old.next() : Optional.of(now.plus(Duration.ofDays(days)));
    return key.with(new Rotation(Optional.of(days), next));
  }

  /** DisableKeyRotation. */
  public static KmsKey disable(KmsKey key) {
    requireChangeable(key);
    return key.with(Rotation.OFF);
  }

  /** Whether automatic rotation should happen now; it waits while the key is out of use. */
  public static boolean isDue(KmsKey key, Instant now) {
    return key.state() == KeyState.ENABLED
        && key.rotation().next().map(next -> !next.isAfter(now)).orElse(false);
  }

  /** The key after an automatic rotation at {@code now}. */
  public static KmsKey rotated(KmsKey key, Instant now) {
    Optional<Instant> next =
        key.rotation().periodInDays().map(days -> now.plus(Duration.ofDays(days)));
    return key.with(new Rotation(key.rotation().periodInDays(), next));
  }

  /** Demands a key that may be rotated or have its rotation changed now. */
  public static void requireChangeable(KmsKey key) {
    requireRotatable(key);
    KeyStateTable.requireUsable(key);
  }
}
