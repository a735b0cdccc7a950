package io.strongroom.crypto.segment;

import io.strongroom.crypto.secret.DataKey;
import java.util.UUID;

/** Streams with a given salt, for vectors alone. */
public final class FixedSalt {

  private FixedSalt() {}

  /** The stored bytes, and the tag that the sealer took of them. */
  public record Sealed(byte[] bytes, String opaqueTag) {}

  public static Sealed seal(DataKey key, UUID blobId, byte[] salt, byte[] clear) {
    Streams.Sealed sealed =
        Streams.seal(
            SegmentSealer.startWithSalt(key, StreamContext.ofBlob(blobId), salt), clear, 1000);
    return new Sealed(sealed.bytes(), sealed.stream().opaqueTag());
  }

  /** In two layers. */
  public static Sealed sealTwice(
      DataKey key, UUID blobId, byte[] innerSalt, byte[] outerSalt, byte[] clear) {
    Streams.Sealed sealed =
        Streams.seal(
            SegmentSealer.startWithSalts(key, StreamContext.ofBlob(blobId), innerSalt, outerSalt),
            clear,
            1000);
    return new Sealed(sealed.bytes(), sealed.stream().opaqueTag());
  }

  /** An outer layer around anything, as who has its key alone can make it. */
  public static Sealed sealAround(DataKey outer, UUID blobId, byte[] salt, byte[] inner) {
    Streams.Sealed sealed =
        Streams.seal(
            SegmentSealer.outerWithSalt(outer, StreamContext.ofBlob(blobId), salt), inner, 1000);
    return new Sealed(sealed.bytes(), sealed.stream().opaqueTag());
  }
}
