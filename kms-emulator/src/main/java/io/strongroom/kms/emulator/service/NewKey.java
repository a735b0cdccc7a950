package io.strongroom.kms.emulator.service;

import io.strongroom.kms.emulator.key.KmsKey.KeyType;
import java.util.Map;
import java.util.Optional;

/**
 * A key to be made.
 *
 * @param policy the key policy's JSON text; empty for the default policy
 */
public record NewKey(
    KeyType type, String description, Optional<String> policy, Map<String, String> tags) {

  public NewKey {
    tags = Map.copyOf(tags);
  }
}
