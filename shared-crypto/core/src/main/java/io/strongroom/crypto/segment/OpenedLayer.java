package io.strongroom.crypto.segment;

import java.io.EOFException;
import java.io.IOException;

/**
 * What the outer layer of a stream holds, which is the sealed stream of the inner layer (SPEC
 * §3.7). Closing it closes the reader of the outer layer. Not thread-safe.
 */
record OpenedLayer(SealedReader outer) implements SealedInput {

  @Override
  public long length() {
    return outer.plaintextLength();
  }

  @Override
  public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
    if (length > 0 && outer.read(position, buffer, offset, length) < length) {
      throw new EOFException("the inner layer ends early");
    }
  }

  @Override
  public void close() throws IOException {
    outer.close();
  }
}
