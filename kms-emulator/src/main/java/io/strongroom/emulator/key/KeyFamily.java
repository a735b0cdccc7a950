package io.strongroom.emulator.key;

import java.util.List;

/**
 * A multi-region key's primary and replicas: keys of one id and the same material.
 *
 * @param replicas in the order of their regions
 */
public record KeyFamily(KeyArn primary, List<KeyArn> replicas) {

  public KeyFamily {
    replicas = List.copyOf(replicas);
  }

  /** The family of a key without replicas. */
  public static KeyFamily of(KmsKey key) {
    return new KeyFamily(key.arn(), List.of());
  }

  /** Demands that a key is the primary one. */
  public void requirePrimary(KmsKey key) {
    if (!key.type().multiRegion() || !key.arn().equals(primary)) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, key.arn() + " is not a multi-region primary key.");
    }
  }
}
