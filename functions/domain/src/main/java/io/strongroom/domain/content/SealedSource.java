package io.strongroom.domain.content;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.Stretch;
import java.io.IOException;
import java.util.UUID;

/** Where the sealed bytes of an object's blobs are read from. */
interface SealedSource {

  /**
   * @param stretch what will be read of it
   * @throws java.nio.file.NoSuchFileException when there is no such blob
   */
  SealedInput open(UUID blobId, Stretch stretch) throws IOException;
}
