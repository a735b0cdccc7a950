package io.strongroom.runtime.wiring;

import io.quarkus.runtime.StartupEvent;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.blob.DiskBlobStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/**
 * Has what a crash left in the blob folder removed at the start, not at the first use, where the
 * folder is this process's alone.
 */
final class BlobLeftovers {

  void remove(
      @Observes StartupEvent starting, StrongroomConfig config, Instance<DiskBlobStore> blobs) {
    if (config.blobs().exclusive()) {
      // Opening the folder is what removes them.
      blobs.get().folderIsUsable();
    }
  }
}
