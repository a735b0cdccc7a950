package io.strongroom.emulator.operation;

import io.strongroom.emulator.key.KeyReference;

/**
 * The key that an operation is to change.
 *
 * @param before what the API demands of the key as it is then
 */
public record Target(KeyReference key, KeyDemand before) {

  /** Any key. */
  public static Target of(KeyReference key) {
    return new Target(key, KeyDemand.ANY);
  }
}
