package io.strongroom.emulator.operation;

import io.strongroom.emulator.key.KmsKey;

/**
 * What a call demands of a key, beyond the permission. The APIs demand different things, and refuse
 * in words of their own.
 */
@FunctionalInterface
public interface KeyDemand {

  /** Takes any key. */
  KeyDemand ANY = key -> {};

  /**
   * Checks a key.
   *
   * @throws RuntimeException the refusal
   */
  void check(KmsKey key);

  /** This demand, then another. */
  default KeyDemand and(KeyDemand next) {
    return key -> {
      check(key);
      next.check(key);
    };
  }
}
