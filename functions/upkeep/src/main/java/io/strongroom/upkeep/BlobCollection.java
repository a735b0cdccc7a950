package io.strongroom.upkeep;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.Workers;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.blob.BlobCollector;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Removes, now and then, blobs that no object needs any more. */
@Singleton
public final class BlobCollection {

  private static final Logger LOG = Logger.getLogger(BlobCollection.class);

  private final BlobCollector collector;

  BlobCollection(
      BlobReferences references,
      BlobCollector.Blobs blobs,
      Workers workers,
      StrongroomConfig config) {
    this.collector =
        new BlobCollector(
            references, blobs, workers, Clock.systemUTC(), config.blobs().orphanAge());
  }

  /** Blobs of deleted and replaced objects, after the grace time. */
  @Scheduled(
      every = "{strongroom.blobs.collect-every:1m}",
      delayed = "{strongroom.blobs.collect-every:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> collect() {
    return logged(collector.collect(), "deleted");
  }

  /** Blobs and unfinished files that a crash left behind. */
  @Scheduled(
      every = "{strongroom.blobs.sweep-every:1h}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> sweep() {
    return logged(collector.sweep(), "orphaned");
  }

  private static Uni<Void> logged(Uni<Integer> removal, String kind) {
    return removal
        .invoke(
            count -> {
              if (count > 0) {
                LOG.infof("removed %d %s blobs", count, kind);
              }
            })
        .onFailure()
        .invoke(failure -> LOG.warnf("collecting %s blobs: %s", kind, failure.getMessage()))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }
}
