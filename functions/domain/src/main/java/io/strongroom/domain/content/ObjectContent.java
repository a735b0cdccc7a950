package io.strongroom.domain.content;

import java.io.IOException;

/**
 * The selected plaintext of an object. Blocking, for one thread at a time; the reader closes it,
 * never somebody else while it may be reading.
 */
public interface ObjectContent extends AutoCloseable {

  /** Bytes that are still to be read, if nothing fails. */
  long remaining();

  /** Whether everything that remains is opened already, so that reading it waits for nothing. */
  boolean isOpened();

  /**
   * Opens segments and gives their plaintext.
   *
   * @return bytes read, 0 only when none were wanted, or -1 after the last
   * @throws io.strongroom.domain.name.ObjectStoreException ObjectDamaged when stored bytes do not
   *     authenticate; nothing of the rejected segment was given out, and every later call fails too
   * @throws IllegalStateException after {@link #close}
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Zeroes the key and what is buffered of the plaintext. Idempotent. */
  @Override
  void close();
}
