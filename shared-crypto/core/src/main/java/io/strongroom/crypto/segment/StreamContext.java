package io.strongroom.crypto.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a sealed stream is bound to besides its key (SPEC §3.3): the blob it is stored as, so that
 * blobs cannot be exchanged even under one data key. It names neither bucket nor object, since
 * copies may share a blob. Immutable.
 */
public final class StreamContext {

  private static final byte[] LABEL = "strongroom/blob@v1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OUTER =
      "strongroom/outer-layer@v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private StreamContext(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The context of the blob {@code blobId}. */
  public static StreamContext ofBlob(UUID blobId) {
    return new StreamContext(
        ByteBuffer.allocate(LABEL.length + 16)
            .put(LABEL)
            .putLong(blobId.getMostSignificantBits())
            .putLong(blobId.getLeastSignificantBits())
            .array());
  }

  /** Any context: the published vectors have their own. Takes a copy. */
  static StreamContext ofBytes(byte[] bytes) {
    return new StreamContext(bytes.clone());
  }

  /** The context of the outer one of two layers (SPEC §3.7). */
  StreamContext ofOuterLayer() {
    return new StreamContext(
        ByteBuffer.allocate(OUTER.length + bytes.length).put(OUTER).put(bytes).array());
  }

  /** A copy of the bytes that enter the key derivation. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
