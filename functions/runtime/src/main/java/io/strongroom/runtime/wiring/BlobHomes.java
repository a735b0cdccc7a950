package io.strongroom.runtime.wiring;

import io.strongroom.domain.port.BlobStore;
import io.strongroom.runtime.config.BlobPlace;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.blob.BlobCollector;
import io.strongroom.storage.blob.DiskBlobStore;
import io.strongroom.storage.blob.PairedBlobs;
import io.strongroom.storage.upstream.UpstreamBlobStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** From the configuration to the home of blobs, or to both of them. */
final class BlobHomes {

  private BlobHomes() {}

  /**
   * @throws IllegalArgumentException for what is missing or contradicts itself, with the property's
   *     name
   */
  static BlobCollector.Blobs of(StrongroomConfig config, InstantSource clock) {
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
      return BlobCollector.Blobs.of(
          new PairedBlobs(
              BlobCollector.Blobs.of(folder(blobs)),
              BlobCollector.Blobs.of(upstream(config, clock)),
              length ->
                  blobs.store() == BlobPlace.FOLDER
                      || length.orElse(Long.MAX_VALUE) <= blobs.folderUpTo()));
    }
    return switch (blobs.store()) {
      case FOLDER -> BlobCollector.Blobs.of(folder(blobs));
      case S3 -> BlobCollector.Blobs.of(upstream(config, clock));
    };
  }

  /** The other store, where one is in use. */
  static Optional<UpstreamBlobStore> upstream(BlobStore blobs) {
    return switch (blobs) {
      case UpstreamBlobStore upstream -> Optional.of(upstream);
      case PairedBlobs paired -> upstream(paired.far());
      default -> Optional.empty();
    };
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
