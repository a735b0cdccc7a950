package io.strongroom.runtime.wiring;

import io.strongroom.runtime.config.BlobPlace;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.blob.BlobCollector;
import io.strongroom.storage.blob.DiskBlobStore;
import io.strongroom.storage.blob.PairedBlobs;
import io.strongroom.storage.upstream.StoreAbilities;
import io.strongroom.storage.upstream.UpstreamBlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The home of blobs, or both of them, as the configuration names them.
 *
 * @param probe of the store that is far away, where one is in use
 */
record BlobHomes(BlobCollector.Blobs blobs, Optional<Probe> probe) {

  /** Tries a store for all that is needed of it. Blocks. */
  @FunctionalInterface
  interface Probe {

    /**
     * @throws IOException with what it cannot do, in one sentence
     */
    StoreAbilities run() throws IOException;
  }

  /**
   * @throws IllegalArgumentException for what is missing or contradicts itself, with the property's
   *     name
   */
  static BlobHomes of(StrongroomConfig config, InstantSource clock) {
    StrongroomConfig.Blobs blobs = config.blobs();
    boolean both = blobs.also().filter(also -> also != blobs.store()).isPresent();
    if (blobs.also().isPresent() && !both) {
      throw new IllegalArgumentException("strongroom.blobs.also names the same as store");
    }
    if (blobs.folderUpTo() < 0 || (blobs.folderUpTo() > 0 && !both)) {
      throw new IllegalArgumentException(
          "strongroom.blobs.folder-up-to needs both homes: strongroom.blobs.also is missing");
    }
    if (both) {
      UpstreamBlobStore far = upstream(config, clock);
      PairedBlobs paired =
          new PairedBlobs(
              BlobCollector.Blobs.of(folder(blobs)),
              BlobCollector.Blobs.of(far),
              length ->
                  blobs.store() == BlobPlace.FOLDER
                      || length.orElse(Long.MAX_VALUE) <= blobs.folderUpTo());
      return new BlobHomes(BlobCollector.Blobs.of(paired), Optional.of(far::probe));
    }
    return switch (blobs.store()) {
      case FOLDER -> new BlobHomes(BlobCollector.Blobs.of(folder(blobs)), Optional.empty());
      case S3 -> far(upstream(config, clock));
    };
  }

  private static BlobHomes far(UpstreamBlobStore store) {
    return new BlobHomes(BlobCollector.Blobs.of(store), Optional.of(store::probe));
  }

  private static UpstreamBlobStore upstream(StrongroomConfig config, InstantSource clock) {
    return UpstreamStores.of(config.blobs().s3(), config.mountedSecrets(), clock);
  }

  private static DiskBlobStore folder(StrongroomConfig.Blobs config) {
    Path directory =
        config
            .directory()
            .orElseThrow(
                () -> new IllegalArgumentException("strongroom.blobs.directory is missing"));
    return config.exclusive() ? DiskBlobStore.exclusive(directory) : new DiskBlobStore(directory);
  }
}
