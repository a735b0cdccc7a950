package io.strongroom.safekeeping;

import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.record.BlobHome;
import io.strongroom.runtime.config.BlobPlace;
import io.strongroom.runtime.wiring.CommandBlobs;
import io.strongroom.storage.blob.BlobCollector;
import io.strongroom.storage.blob.DiskBlobStore;
import io.strongroom.storage.blob.PairedBlobs;
import io.strongroom.storage.upstream.UpstreamBlobStore;
import java.nio.file.Path;
import java.util.Optional;

/** The homes of blobs that a command uses, as configured. */
final class BlobStores implements AutoCloseable {

  private final Optional<DiskBlobStore> folder;
  private final Optional<UpstreamBlobStore> store;
  private final BlobPlace place;

  private BlobStores(
      Optional<DiskBlobStore> folder, Optional<UpstreamBlobStore> store, BlobPlace place) {
    this.folder = folder;
    this.store = store;
    this.place = place;
  }

  /**
   * Those that a server with this configuration uses.
   *
   * @param directory of the folder, unless the configuration names another one
   */
  static BlobStores configured(Path directory) {
    CommandBlobs config = CommandBlobs.read();
    boolean both = config.also().isPresent();
    boolean far = both || config.store() == BlobPlace.S3;
    boolean near = both || config.store() == BlobPlace.FOLDER;
    return new BlobStores(
        near ? Optional.of(folder(config, directory)) : Optional.empty(),
        far ? Optional.of(config.upstream()) : Optional.empty(),
        config.store());
  }

  /** Both, whatever a server uses. */
  static BlobStores both(Path directory) {
    CommandBlobs config = CommandBlobs.read();
    return new BlobStores(
        Optional.of(folder(config, directory)), Optional.of(config.upstream()), config.store());
  }

  private static DiskBlobStore folder(CommandBlobs config, Path directory) {
    return new DiskBlobStore(config.directory().orElse(directory));
  }

  /** All of them as one. */
  BlobStore all() {
    if (folder.isPresent() && store.isPresent()) {
      return new PairedBlobs(
          BlobCollector.Blobs.of(folder.get()),
          BlobCollector.Blobs.of(store.get()),
          length -> place == BlobPlace.FOLDER);
    }
    return folder.<BlobStore>map(near -> near).or(() -> store).orElseThrow();
  }

  /** Where one may be looked through. */
  BlobCollector.Blobs in(BlobHome home) {
    return switch (home) {
      case FOLDER -> BlobCollector.Blobs.of(folder.orElseThrow());
      case STORE -> BlobCollector.Blobs.of(store.orElseThrow());
    };
  }

  @Override
  public void close() {
    store.ifPresent(UpstreamBlobStore::close);
  }
}
