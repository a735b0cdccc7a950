package io.strongroom.storage.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which blobs a store holds, so that those without a record can be told. Thread-safe; every method
 * blocks.
 */
public interface BlobInventory {

  /** Removes what was begun before that time and never finished. */
  void removeUnfinished(Instant before) throws IOException;

  /**
   * The places to look at in one sweep; of a store that is dear to list, some of them each time.
   */
  List<String> places() throws IOException;

  /**
   * The blobs in a place that were written before that time.
   *
   * @param before by the store's own clock, where it has one
   */
  List<UUID> writtenBefore(String place, Instant before) throws IOException;
}
