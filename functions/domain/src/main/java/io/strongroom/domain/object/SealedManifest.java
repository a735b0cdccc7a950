package io.strongroom.domain.object;

import io.strongroom.crypto.envelope.PartManifest;
import java.util.Arrays;
import java.util.List;
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

  /** The blobs it names. Not verified: good for counting references, not for reading data. */
  public List<UUID> blobIds() {
    return PartManifest.decodeUnverified(encoded).parts().stream()
        .map(PartManifest.Part::blobId)
        .toList();
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
