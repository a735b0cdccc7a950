package io.strongroom.domain.port;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Sealed bytes by id. Immutable once durable. All methods block: call them on a worker. The store
 * never sees plaintext or keys.
 */
public interface BlobStore {

  /**
   * Starts a blob that nobody sees until {@link Writer#commit()}.
   *
   * @param sealedLength how many bytes will come, where that is known; other than that is an error
   */
  Writer create(UUID id, OptionalLong sealedLength) throws IOException;

  /**
   * Opens a durable blob for positional reads.
   *
   * @param stretch what will be read
   * @throws java.nio.file.NoSuchFileException when there is none; a store far away may say so at
   *     the first read only
   */
  SealedInput open(UUID id, Stretch stretch) throws IOException;

  /** How many sealed bytes a durable blob has; empty when there is none. */
  OptionalLong length(UUID id) throws IOException;

  /** Removes a blob; does nothing when there is none. */
  void delete(UUID id) throws IOException;

  /** Removes many, in as few calls as the store allows. */
  default void delete(Collection<UUID> ids) throws IOException {
    for (UUID id : ids) {
      delete(id);
    }
  }

  /** A blob in the making. Closing without commit discards it. Not thread-safe. */
  interface Writer extends SealedOutput, AutoCloseable {

    /** Returns once the bytes survive a power cut. */
    void commit() throws IOException;

    @Override
    void close();
  }
}
