package io.strongroom.emulator.key;

import io.strongroom.emulator.crypto.MaterialId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key as it is at one moment; changes make a new value.
 *
 * @param policy the key policy's JSON text; empty means the default policy
 */
public record KmsKey(
    KeyArn arn,
    KeyType type,
    Life life,
    Instant created,
    String description,
    InUse material,
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
   * The material in use.
   *
   * @param current what new messages are sealed under; empty while material is to be imported
   * @param expires when imported material goes away by itself
   */
  public record InUse(Optional<MaterialId> current, Optional<Instant> expires) {

    /** Nothing: to be imported. */
    public static final InUse NONE = new InUse(Optional.empty(), Optional.empty());

    /** Material that stays. */
    public static InUse of(MaterialId current) {
      return new InUse(Optional.of(current), Optional.empty());
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

  /** What new messages are sealed under; empty while material is to be imported. */
  public Optional<MaterialId> currentMaterial() {
    return material.current();
  }

  /** When imported material goes away by itself. */
  public Optional<Instant> expires() {
    return material.expires();
  }

  /** This key with another life. */
  public KmsKey with(Life other) {
    return new KmsKey(arn, type, other, created, description, material, policy, rotation);
  }

  /** This key with another description. */
  public KmsKey describedAs(String other) {
    return new KmsKey(arn, type, life, created, other, material, policy, rotation);
  }

  /** This key with other current material. */
  public KmsKey withMaterial(MaterialId other) {
    return with(new InUse(Optional.of(other), material.expires()));
  }

  /** This key with imported material, until it expires if it does. */
  public KmsKey withImported(MaterialId other, Optional<Instant> until) {
    return with(new InUse(Optional.of(other), until));
  }

  /** This key without material. */
  public KmsKey withoutMaterial() {
    return with(InUse.NONE);
  }

  private KmsKey with(InUse other) {
    return new KmsKey(arn, type, life, created, description, other, policy, rotation);
  }

  /** This key with another policy. */
  public KmsKey withPolicy(String other) {
    return new KmsKey(
        arn, type, life, created, description, material, Optional.of(other), rotation);
  }

  /** This key with other rotation settings. */
  public KmsKey with(Rotation other) {
    return new KmsKey(arn, type, life, created, description, material, policy, other);
  }
}
