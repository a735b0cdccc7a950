package io.strongroom.replication;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.replication.Replicator;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.wiring.ReplicationMetrics;
import jakarta.inject.Singleton;

/** Makes copies as long as there are any to make, several at a time. */
@Singleton
public final class ReplicationRunner {

  private final OutboxRounds rounds;
  private final ObjectOutbox outbox;
  private final ReplicationMetrics metrics;

  ReplicationRunner(
      Replicator replicator,
      ObjectOutbox outbox,
      ReplicationMetrics metrics,
      StrongroomConfig config) {
    this.outbox = outbox;
    this.metrics = metrics;
    int atOnce = config.replication().atOnce();
    this.rounds = new OutboxRounds("replicating", () -> replicator.work(atOnce));
  }

  /** Until nothing is left that nobody holds. */
  @Scheduled(
      every = "{strongroom.replication.poll-every:1s}",
      delayed = "{strongroom.replication.poll-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> run() {
    return rounds.run();
  }

  /** How much is left, for whoever watches. */
  @Scheduled(
      every = "15s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> measure() {
    return rounds.quietly(metrics.refresh(outbox));
  }
}
