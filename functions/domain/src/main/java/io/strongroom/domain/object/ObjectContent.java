package io.strongroom.domain.object;

import java.io.IOException;

/**
 * The selected plaintext of an object. Blocking, for one thread at a time; the reader closes it.
 */
public interface ObjectContent extends AutoCloseable {

  /** Bytes that are still to be read, if nothing fails. */
  long remaining();

  /**
   * Opens segments and gives their plaintext.
   *
   * @return bytes read, or -1 after the last
   * @throws io.strongroom.crypto.aead.CiphertextRejected when stored bytes do not authenticate;
   *     nothing of the rejected segment was given out, and every later call fails too
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  @Override
  void close();
}
