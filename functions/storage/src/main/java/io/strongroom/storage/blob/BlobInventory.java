package io.strongroom.storage.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** All places. */
  default List<String> allPlaces() throws IOException {
    return places();
  }

  /**
   * Some of the blobs of a place.
   *
   * @param next where the next page begins; empty after the last one
   */
  record Page(List<UUID> blobs, Optional<String> next) {

    public Page {
      blobs = List.copyOf(blobs);
    }
  }

  /**
   * A page of the blobs in a place that were written before that time; short enough for memory.
   *
   * @param after where the page before said that this one begins; empty for the first one
   * @param before by the store's own clock, where it has one
   */
  Page page(String place, Optional<String> after, Instant before) throws IOException;
}
