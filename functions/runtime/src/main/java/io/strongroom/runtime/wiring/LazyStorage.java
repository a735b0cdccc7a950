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

  private final LazyRecords records;
  private final Instance<BlobStore> blobs;
  private final int inlineUpTo;

  LazyStorage(LazyRecords records, Instance<BlobStore> blobs, StrongroomConfig config) {
    this.records = records;
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
    return records.buckets();
  }

  @Override
  public Objects objects() {
    return records.objects();
  }

  @Override
  public Uploads uploads() {
    return records.uploads();
  }

  @Override
  public Listings listings() {
    return records.listings();
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
