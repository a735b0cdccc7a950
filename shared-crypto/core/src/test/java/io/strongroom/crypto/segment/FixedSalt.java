package io.strongroom.crypto.segment;

import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.Streams.Sealed;
import java.util.UUID;

/** Streams with a given salt, for vectors alone. */
public final class FixedSalt {

  private FixedSalt() {}

  /** The stored bytes. */
  public static byte[] seal(DataKey key, UUID blobId, byte[] salt, byte[] clear) {
    Sealed sealed =
        Streams.seal(
            SegmentSealer.startWithSalt(key, StreamContext.ofBlob(blobId), salt), clear, 1000);
    return sealed.bytes();
  }
}
