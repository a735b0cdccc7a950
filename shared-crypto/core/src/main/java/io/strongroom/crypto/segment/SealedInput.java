package io.strongroom.crypto.segment;

import java.io.EOFException;
import java.io.IOException;

/** Positional reads of a stored sealed stream. Used by one thread at a time. */
public interface SealedInput extends AutoCloseable {

  /** Length of the stored stream in bytes; the same at every call. */
  long length() throws IOException;

  /**
   * Fills {@code buffer[offset, offset + length)} with the stored bytes from {@code position}.
   *
   * @throws IOException also when the stream ends before
   */
  void readFully(long position, byte[] buffer, int offset, int length) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * A stream in memory.
   *
   * @param stream not copied; left as it is by closing
   */
  static SealedInput of(byte[] stream) {
    return new SealedInput() {
      @Override
      public long length() {
        return stream.length;
      }

      @Override
      public void readFully(long position, byte[] buffer, int offset, int length)
          throws IOException {
        if (length > stream.length - position) {
          throw new EOFException("stored stream ends early");
        }
        System.arraycopy(stream, (int) position, buffer, offset, length);
      }

      @Override
      public void close() {}
    };
  }
}
