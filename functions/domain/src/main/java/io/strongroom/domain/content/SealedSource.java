package io.strongroom.domain.content;

import io.strongroom.crypto.segment.SealedInput;
import java.io.IOException;
import java.util.UUID;

/** Where the sealed bytes of an object's blobs are read from. */
interface SealedSource {

  /**
   * @throws java.nio.file.NoSuchFileException when there is no such blob
   */
  SealedInput open(UUID blobId) throws IOException;
}
