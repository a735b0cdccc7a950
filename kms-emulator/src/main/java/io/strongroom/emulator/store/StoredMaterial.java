package io.strongroom.emulator.store;

import io.strongroom.emulator.crypto.WrappedMaterial;
import io.strongroom.emulator.key.KeyArn;
import java.time.Instant;
import java.util.Optional;

/**
 * One generation of a key's material, wrapped.
 *
 * @param rotationType {@code AUTOMATIC} or {@code ON_DEMAND}, or {@link #PENDING}; empty for a
 *     key's first material
 * @param imported what is known about material from outside
 */
public record StoredMaterial(
    KeyArn owner,
    WrappedMaterial wrapped,
    Instant created,
    Optional<String> rotationType,
    Optional<Imported> imported) {

  /** The rotation type of imported material that the next rotation brings into use. */
  public static final String PENDING = "PENDING";

  /** Whether the material is not in use yet. */
  public boolean isPending() {
    return rotationType.equals(Optional.of(PENDING));
  }

  /** Whether the material is gone although its key needs it. */
  public boolean isMissing() {
    return !isPresent() && !isPending();
  }

  /**
   * About imported material. It stays when the material is deleted or expires, since a key takes
   * the same material again and no other.
   */
  public static final class Imported {

    private final byte[] fingerprint;
    private final String description;
    private final Optional<Instant> expires;

    public Imported(byte[] fingerprint, String description, Optional<Instant> expires) {
      this.fingerprint = fingerprint.clone();
      this.description = description;
      this.expires = expires;
    }

    /** Sealed; see {@code ImportVault}. */
    public byte[] fingerprint() {
      return fingerprint.clone();
    }

    /** The importer's words. */
    public String description() {
      return description;
    }

    /** When the material goes away by itself. */
    public Optional<Instant> expires() {
      return expires;
    }
  }

  /** Whether the material is there; imported material may be gone. */
  public boolean isPresent() {
    return wrapped.bytes().length > 0;
  }
}
