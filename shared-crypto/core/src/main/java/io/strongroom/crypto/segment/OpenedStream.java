package io.strongroom.crypto.segment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A {@link SealedReader} read from front to back. Closing it closes the reader. A rejected segment
 * is a {@link io.strongroom.crypto.aead.CiphertextRejected}, at this and every later read. Not
 * thread-safe.
 */
final class OpenedStream extends InputStream {

  private final SealedReader reader;
  private long position;

  OpenedStream(SealedReader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    int count = reader.read(position, buffer, offset, length);
    position += Math.max(count, 0);
    return count;
  }

  /** Opens nothing of what is skipped. */
  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, reader.plaintextLength() - position);
    position += skipped;
    return skipped;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
