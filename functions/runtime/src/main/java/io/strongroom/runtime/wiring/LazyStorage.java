package io.strongroom.runtime.wiring;

import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * The storage beans, each made when it is first asked for: not every function has a blob folder.
 */
@Singleton
final class LazyStorage implements StoragePorts {

  /** Held in memory by every upload, within what an upload is reckoned to hold anyway. */
  private static final int MOST_INLINE_BYTES = 16384;

  private final Instance<Buckets> buckets;
  private final Instance<Objects> objects;
  private final Instance<Uploads> uploads;
  private final Instance<Listings> listings;
  private final Instance<BlobStore> blobs;
  private final int inlineUpTo;

  LazyStorage(
      Instance<Buckets> buckets,
      Instance<Objects> objects,
      Instance<Uploads> uploads,
      Instance<Listings> listings,
      Instance<BlobStore> blobs,
      StrongroomConfig config) {
    this.buckets = buckets;
    this.objects = objects;
    this.uploads = uploads;
    this.listings = listings;
    this.blobs = blobs;
    this.inlineUpTo = inlineUpTo(config);
  }

  /**
   * @throws IllegalArgumentException when the property is out of bounds
   */
  static int inlineUpTo(StrongroomConfig config) {
    int bytes = config.blobs().inlineUpTo();
    if (bytes < 0 || bytes > MOST_INLINE_BYTES) {
      throw new IllegalArgumentException(
          "strongroom.blobs.inline-up-to is from 0 to " + MOST_INLINE_BYTES);
    }
    return bytes;
  }

  @Override
  public Buckets buckets() {
    return buckets.get();
  }

  @Override
  public Objects objects() {
    return objects.get();
  }

  @Override
  public Uploads uploads() {
    return uploads.get();
  }

  @Override
  public Listings listings() {
    return listings.get();
  }

  @Override
  public BlobStore blobs() {
    return blobs.get();
  }

  @Override
  public int inlineUpTo() {
    return inlineUpTo;
  }
}
