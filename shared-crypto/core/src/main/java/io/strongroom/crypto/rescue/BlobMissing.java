package io.strongroom.crypto.rescue;

import java.io.IOException;
import java.util.UUID;

/** Blobs of the object are in none of the places searched, as far as these could be read. */
public final class BlobMissing extends IOException {

  private final UUID first;
  private final int missing;
  private final int unreadPlaces;

  BlobMissing(UUID first, int missing, int unreadPlaces) {
    super("blob " + first);
    this.first = first;
    this.missing = missing;
    this.unreadPlaces = unreadPlaces;
  }

  /** The id of the first missing blob, in the order of the object's parts. */
  public UUID first() {
    return first;
  }

  /** How many of the object's parts have no blob; at least 1. */
  public int missing() {
    return missing;
  }

  /** How many folders and files could not be read, and may hold what is missing. */
  public int unreadPlaces() {
    return unreadPlaces;
  }
}
