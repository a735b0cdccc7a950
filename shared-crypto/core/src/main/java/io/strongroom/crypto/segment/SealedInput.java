package io.strongroom.crypto.segment;

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
}
