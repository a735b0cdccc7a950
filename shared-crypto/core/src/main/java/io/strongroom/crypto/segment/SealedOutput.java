package io.strongroom.crypto.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Where sealed bytes go, in order. Called on the thread that seals. */
@FunctionalInterface
public interface SealedOutput {

  /**
   * Takes the next bytes of the stream, all of them.
   *
   * @param buffer only lent: it is reused as soon as this returns
   * @throws IOException when they could not be written; the stream is then lost
   */
  void write(byte[] buffer, int offset, int length) throws IOException;

  /** Writes to a blocking {@code channel}, however few bytes it takes at a time. Not closed. */
  static SealedOutput to(WritableByteChannel channel) {
    return (buffer, offset, length) -> {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    };
  }
}
