package io.strongroom.domain.record;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.encryption.EncryptionDescription;
import java.util.List;
import java.util.Optional;

/**
 * What of an object depends on its key, and is exchanged as one when the key is.
 *
 * @param parts number, size and checksum of each part of a multipart object; empty for an object
 *     written in one piece
 */
public record Sealing(
    EncryptionDescription encryption,
    Envelope envelope,
    Optional<StoredChecksum> checksum,
    List<ObjectPart> parts) {

  public Sealing {
    parts = List.copyOf(parts);
  }

  /** Under the key of {@code wrapped}. */
  public static Sealing of(
      WrappedEnvelope wrapped, Optional<StoredChecksum> checksum, List<ObjectPart> parts) {
    return new Sealing(wrapped.description(), wrapped.envelope(), checksum, parts);
  }
}
