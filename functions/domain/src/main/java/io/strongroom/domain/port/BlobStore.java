package io.strongroom.domain.port;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedOutput;
import java.io.IOException;
import java.util.UUID;

/**
 * Sealed bytes by id. Immutable once durable. All methods block: call them on a worker. The store
 * never sees plaintext or keys.
 */
public interface BlobStore {

  /** Starts a blob that nobody sees until {@link Writer#commit()}. */
  Writer create(UUID id) throws IOException;

  /**
   * Opens a durable blob for positional reads.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  SealedInput open(UUID id) throws IOException;

  /** Removes a blob; does nothing when there is none. */
  void delete(UUID id) throws IOException;

  /** A blob in the making. Closing without commit discards it. Not thread-safe. */
  interface Writer extends SealedOutput, AutoCloseable {

    /** Returns once the bytes survive a power cut. */
    void commit() throws IOException;

    @Override
    void close();
  }
}
