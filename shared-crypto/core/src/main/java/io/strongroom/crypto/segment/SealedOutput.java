package io.strongroom.crypto.segment;

import java.io.IOException;

/** Where sealed bytes go, in order. Called on the thread that seals. */
@FunctionalInterface
public interface SealedOutput {

  /**
   * Takes the next bytes of the stream.
   *
   * @param buffer only lent: it is reused as soon as this returns
   */
  void write(byte[] buffer, int offset, int length) throws IOException;
}
