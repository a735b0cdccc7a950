package io.strongroom.replication;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.replication.Replicator;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.wiring.ReplicationMetrics;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes copies as long as there are any to make, several at a time. */
@Singleton
public final class ReplicationRunner {

  private static final Logger LOG = Logger.getLogger(ReplicationRunner.class);

  private final Replicator replicator;
  private final ObjectOutbox outbox;
  private final ReplicationMetrics metrics;
  private final int atOnce;

  ReplicationRunner(
      Replicator replicator,
      ObjectOutbox outbox,
      ReplicationMetrics metrics,
      StrongroomConfig config) {
    this.replicator = replicator;
    this.outbox = outbox;
    this.metrics = metrics;
    this.atOnce = config.replication().atOnce();
  }

  /** Until nothing is left that nobody holds. */
  @Scheduled(
      every = "{strongroom.replication.poll-every:1s}",
      delayed = "{strongroom.replication.poll-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> run() {
    return quietly(
        Uni.createFrom()
            .deferred(() -> replicator.work(atOnce))
            .repeat()
            .whilst(more -> more)
            .collect()
            .last()
            .replaceWithVoid());
  }

  /** How much is left, for whoever watches. */
  @Scheduled(
      every = "15s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> measure() {
    return quietly(metrics.refresh(outbox));
  }

  private static Uni<Void> quietly(Uni<Void> work) {
    return work.onFailure()
        .invoke(failure -> LOG.warnf("replicating: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
