package io.strongroom.emulator.key;

import io.strongroom.emulator.crypto.MaterialId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key as it is at one moment; changes make a new value.
 *
 * @param currentMaterial what new messages are sealed under; empty while material is to be imported
 * @param expires when imported material goes away by itself
 * @param policy the key policy's JSON text; empty means the default policy
 */
public record KmsKey(
    KeyArn arn,
    KeyType type,
    Life life,
    Instant created,
    String description,
    Optional<MaterialId> currentMaterial,
    Optional<Instant> expires,
    Optional<String> policy,
    Rotation rotation) {

  /** What never changes about a key. */
  public record KeyType(
      KeySpec spec, KeyUsage usage, KeyOrigin origin, KeyManager manager, boolean multiRegion) {}

  /**
   * The state, and when a pending deletion happens.
   *
   * @param pendingWindowInDays waiting period asked for, while deletion is pending
   */
  public record Life(
      KeyState state, Optional<Instant> deletionDate, Optional<Integer> pendingWindowInDays) {

    /** In {@code state}, no deletion pending. */
    public static Life of(KeyState state) {
      return new Life(state, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Automatic rotation.
   *
   * @param periodInDays empty when rotation is off
   */
  public record Rotation(Optional<Integer> periodInDays, Optional<Instant> next) {

    /** No automatic rotation. */
    public static final Rotation OFF = new Rotation(Optional.empty(), Optional.empty());
  }

  /** The state now. */
  public KeyState state() {
    return life.state();
  }

  /** This key with another life. */
  public KmsKey with(Life other) {
    return new KmsKey(
        arn, type, other, created, description, currentMaterial, expires, policy, rotation);
  }

  /** This key with another description. */
  public KmsKey describedAs(String other) {
    return new KmsKey(arn, type, life, created, other, currentMaterial, expires, policy, rotation);
  }

  /** This key with other current material. */
  public KmsKey withMaterial(MaterialId other) {
    return new KmsKey(
        arn, type, life, created, description, Optional.of(other), expires, policy, rotation);
  }

  /** This key with imported material, until it expires if it does. */
  public KmsKey withImported(MaterialId other, Optional<Instant> until) {
    return new KmsKey(
        arn, type, life, created, description, Optional.of(other), until, policy, rotation);
  }

  /** This key without material. */
  public KmsKey withoutMaterial() {
    return new KmsKey(
        arn,
        type,
        life,
        created,
        description,
        Optional.empty(),
        Optional.empty(),
        policy,
        rotation);
  }

  /** This key with another policy. */
  public KmsKey withPolicy(String other) {
    return new KmsKey(
        arn,
        type,
        life,
        created,
        description,
        currentMaterial,
        expires,
        Optional.of(other),
        rotation);
  }

  /** This key with other rotation settings. */
  public KmsKey with(Rotation other) {
    return new KmsKey(
        arn, type, life, created, description, currentMaterial, expires, policy, other);
  }
}
