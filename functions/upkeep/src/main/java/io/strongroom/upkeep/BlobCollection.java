package io.strongroom.upkeep;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.Turns;
import io.strongroom.domain.port.Workers;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.blob.BlobCollector;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes, now and then, blobs that no object needs any more. */
@Singleton
public final class BlobCollection {

  private static final Logger LOG = Logger.getLogger(BlobCollection.class);

  private final BlobCollector collector;
  private final Turns turns;
  private final Duration sweepTurn;

  BlobCollection(
      BlobReferences references,
      BlobCollector.Blobs blobs,
      Workers workers,
      Turns turns,
      StrongroomConfig config) {
    this.turns = turns;
    this.sweepTurn = OneForAll.turn(config.blobs().sweepEvery());
    this.collector =
        new BlobCollector(
            references, blobs, workers, Clock.systemUTC(), config.blobs().orphanAge());
  }

  /**
   * Blobs of deleted and replaced objects, after the grace time. All processes do so; each takes
   * other blobs.
   */
  @Scheduled(
      every = "{strongroom.blobs.collect-every:1m}",
      delayed = "{strongroom.blobs.collect-every:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> collect() {
    return logged(collector.collect(), "deleted");
  }

  /** Blobs and unfinished files that a crash left behind. One process does so for all. */
  @Scheduled(
      every = "{strongroom.blobs.sweep-every:1h}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> sweep() {
    return logged(OneForAll.of(turns, "sweep of blobs", sweepTurn, collector::sweep), "orphaned");
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
