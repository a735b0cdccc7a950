package io.strongroom.domain.record;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.domain.name.ObjectStoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An encoded, authenticated part manifest. Immutable; compared by content. */
public final class SealedManifest {

  private final byte[] encoded;

  private SealedManifest(byte[] encoded) {
    this.encoded = encoded;
  }

  /** Takes a copy. */
  public static SealedManifest of(byte[] encoded) {
    return new SealedManifest(encoded.clone());
  }

  /** A copy of the encoding. */
  public byte[] bytes() {
    return encoded.clone();
  }

  /**
   * The blobs it names. Not verified: good for counting references, not for reading data.
   *
   * @throws ObjectStoreException ObjectDamaged when this is no manifest
   */
  public List<UUID> blobIds() {
    try {
      return PartManifest.unverifiedBlobIds(encoded);
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }

  /** As {@link #blobIds}; empty when this is no manifest, so that its object can still go. */
  public Optional<List<UUID>> findBlobIds() {
    try {
      return Optional.of(PartManifest.unverifiedBlobIds(encoded));
    } catch (CiphertextRejected damaged) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedManifest that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "SealedManifest[" + encoded.length + " bytes]";
  }
}
