package io.strongroom.replication;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.notification.Notifier;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.wiring.NotificationMetrics;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells of what happened as long as there is anything to tell, several at a time. */
@Singleton
public final class NotificationRunner {

  private static final Logger LOG = Logger.getLogger(NotificationRunner.class);

  private final Notifier notifier;
  private final ObjectOutbox outbox;
  private final NotificationMetrics metrics;
  private final int atOnce;

  NotificationRunner(
      Notifier notifier,
      ObjectOutbox outbox,
      NotificationMetrics metrics,
      StrongroomConfig config) {
    this.notifier = notifier;
    this.outbox = outbox;
    this.metrics = metrics;
    this.atOnce = config.events().atOnce();
  }

  /** Until nothing is left that nobody holds. */
  @Scheduled(
      every = "{strongroom.events.poll-every:1s}",
      delayed = "{strongroom.events.poll-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> run() {
    return quietly(
        Uni.createFrom()
            .deferred(() -> notifier.work(atOnce))
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
        .invoke(failure -> LOG.warnf("telling of events: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
