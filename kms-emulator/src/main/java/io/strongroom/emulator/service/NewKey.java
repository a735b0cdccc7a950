package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsKey.KeyType;
import java.util.Map;
import java.util.Optional;

/**
 * A key to be made.
 *
 * @param policy the key policy's JSON text; empty for the default policy
 * @param mayLockOut whether a policy is taken that its maker could not change again
 */
public record NewKey(
    KeyType type,
    String description,
    Optional<String> policy,
    boolean mayLockOut,
    Map<String, String> tags) {

  public NewKey {
    tags = Map.copyOf(tags);
  }
}
