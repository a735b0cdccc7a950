package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription.Usability;
import io.strongroom.kms.wire.ServiceAnswer;
import java.util.Optional;
import java.util.Set;

/** What the engine says of a key, and whether such a key binds a context. */
final class TransitKeys {

  /** The types that authenticate associated data. */
  private static final Set<String> AEAD =
      Set.of("aes128-gcm96", "aes256-gcm96", "chacha20-poly1305", "xchacha20-poly1305");

  private TransitKeys() {}

  /**
   * Refuses a key that cannot bind.
   *
   * @throws KmsException.InvalidKeyUsage when it does not bind contexts as {@code binding} says
   * @throws KmsException.Unavailable when the engine describes another key than asked
   */
  static void requireBinding(String keyId, ServiceAnswer key, VaultSettings.Binding binding) {
    JsonNode data = data(keyId, key);
    switch (binding) {
      case DERIVATION -> {
        if (!data.path("derived").asBoolean(false)) {
          throw new KmsException.InvalidKeyUsage(
              "Key '%s' is not derived, and so binds no encryption context by derivation."
                  .formatted(keyId));
        }
      }
      case ASSOCIATED_DATA -> {
        if (!AEAD.contains(data.path("type").asText())) {
          throw new KmsException.InvalidKeyUsage(
              "Key '%s' is of a type that binds no associated data.".formatted(keyId));
        }
      }
    }
  }

  /** AWS: a key on its way to deletion is in a state, and is not disabled. */
  static Usability usability(String keyId, ServiceAnswer key) {
    return data(keyId, key).path("soft_deleted").asBoolean(false)
        ? Usability.INVALID_STATE
        : Usability.USABLE;
  }

  /** The version that it wraps with. */
  static Optional<String> material(String keyId, ServiceAnswer key) {
    JsonNode version = data(keyId, key).path("latest_version");
    return version.isIntegralNumber() ? Optional.of(version.asText()) : Optional.empty();
  }

  private static JsonNode data(String keyId, ServiceAnswer key) {
    JsonNode data = key.body().path("data");
    if (!data.path("name").asText(keyId).equals(keyId)) {
      throw new KmsException.Unavailable("Vault answered for another key than asked");
    }
    return data;
  }
}
