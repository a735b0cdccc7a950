package io.strongroom.storage.upstream;

import java.io.IOException;

/** The next bytes of a blob, on their way into one request. Not thread-safe. */
sealed interface Part permits BufferedPart, StreamedPart {

  /** How many bytes it still takes. */
  long room();

  /**
   * @param length at most {@link #room}
   */
  void write(byte[] buffer, int offset, int length) throws IOException;

  /** Gives back what it holds; what was not sent is lost. Idempotent. */
  void close();
}
