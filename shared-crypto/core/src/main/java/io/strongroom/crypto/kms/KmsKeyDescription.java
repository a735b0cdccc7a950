package io.strongroom.crypto.kms;

import java.util.Optional;

/**
 * What is known of a key without using it.
 *
 * @param keyId canonical name
 * @param usability whether it can make data keys now
 * @param material stands for what it wraps with now, and is another one when it was rotated; empty
 *     where its KMS does not tell
 */
public record KmsKeyDescription(KmsKeyId keyId, Usability usability, Optional<String> material) {

  /** Whether a key can make data keys now, and if not, why. */
  public enum Usability {
    USABLE,
    /** Switched off by its owner. */
    DISABLED,
    /** In another state that forbids it, such as pending deletion or without material. */
    INVALID_STATE,
    /** Not a symmetric key for encryption. */
    WRONG_KIND
  }

  /** A symmetric key that is usable, or disabled. */
  public KmsKeyDescription(KmsKeyId keyId, boolean enabled) {
    this(keyId, enabled ? Usability.USABLE : Usability.DISABLED);
  }

  /** A key whose KMS does not tell what it wraps with. */
  public KmsKeyDescription(KmsKeyId keyId, Usability usability) {
    this(keyId, usability, Optional.empty());
  }

  /** Whether it can be used now. */
  public boolean enabled() {
    return usability == Usability.USABLE;
  }
}
