package io.strongroom.runtime.wiring;

import io.quarkus.runtime.StartupEvent;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.upstream.StoreAbilities;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * Looks at the blobs' place at the start, not at the first use, where a process has it to itself:
 * of a folder, what a crash left goes; another store is tried for all that is needed of it.
 */
final class BlobStart {

  private static final Logger LOG = Logger.getLogger("io.strongroom.blobs");

  void look(@Observes StartupEvent starting, StrongroomConfig config, Instance<BlobHomes> homes) {
    // Opening the folder is what removes leftovers.
    if (config.blobs().exclusive()) {
      homes
          .get()
          .probe()
          .ifPresent(probe -> Thread.ofVirtual().name("blob-store-probe").start(() -> look(probe)));
    }
  }

  /** Reads and deletes of small objects go on without the store, so it does not hold up a start. */
  private static void look(BlobHomes.Probe probe) {
    try {
      StoreAbilities found = probe.run();
      LOG.infof("the blob store takes, gives and removes what it is asked to; %s", found);
    } catch (IOException unusable) {
      LOG.errorf("ALARM: %s", unusable.getMessage());
    }
  }
}
