package io.strongroom.crypto.kms;

/**
 * What is known of a key without using it.
 *
 * @param keyId canonical name
 * @param usability whether it can make data keys now
 */
public record KmsKeyDescription(KmsKeyId keyId, Usability usability) {

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

  /** Whether it can be used now. */
  public boolean enabled() {
    return usability == Usability.USABLE;
  }
}
