package io.strongroom.replication;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.notification.Notifier;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.wiring.NotificationMetrics;
import jakarta.inject.Singleton;

/**
 * Tells of what happened as long as there is anything to tell, several at a time. It waits for the
 * start's end: channels to targets are made by it.
 */
@Singleton
public final class NotificationRunner {

  private final OutboxRounds rounds;
  private final ObjectOutbox outbox;
  private final NotificationMetrics metrics;

  NotificationRunner(
      Notifier notifier,
      ObjectOutbox outbox,
      NotificationMetrics metrics,
      StrongroomConfig config) {
    this.outbox = outbox;
    this.metrics = metrics;
    int atOnce = config.events().atOnce();
    this.rounds = new OutboxRounds("telling of events", () -> notifier.work(atOnce));
  }

  /** Until nothing is left that nobody holds. */
  @Scheduled(
      every = "{strongroom.events.poll-every:1s}",
      delayed = "{strongroom.events.poll-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  public Uni<Void> run() {
    return rounds.run();
  }

  /** How much is left, for whoever watches. */
  @Scheduled(
      every = "15s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  public Uni<Void> measure() {
    return rounds.quietly(metrics.refresh(outbox));
  }
}
