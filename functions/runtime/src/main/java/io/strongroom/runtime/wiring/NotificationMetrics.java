package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.notification.NotificationMeter;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.ObjectOutbox.Settlement;
import io.strongroom.domain.record.Told;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts what this process told, and tells how much is left. Thread-safe. */
@Singleton
public final class NotificationMetrics implements NotificationMeter {

  private static final Logger LOG = Logger.getLogger("io.strongroom.events");

  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final MeterRegistry registry;
  private final OutboxBacklog backlog;
  private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - BETWEEN_LINES.toNanos());

  NotificationMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.backlog = new OutboxBacklog(registry, "strongroom.events", Told.Lane.Kind.TELL);
  }

  @Override
  public void told(Told piece, Settlement settlement, boolean noted) {
    if (!noted) {
      return;
    }
    switch (settlement) {
      case Settlement.Done() -> count("told");
      case Settlement.Failed(var reason) -> {
        count("failed");
        LOG.errorf("%s of %s is told no more: %s", piece.event(), piece.version(), reason);
      }
      case Settlement.Later(_, var reason) -> {
        count("put-off");
        if (isWorthALine()) {
          LOG.warnf("events of %s are not taken: %s", piece.version().object().bucket(), reason);
        }
      }
    }
  }

  /** Once a minute: a target that is away is away for every event. */
  private boolean isWorthALine() {
    long now = System.nanoTime();
    long last = lastLine.get();
    return now - last >= BETWEEN_LINES.toNanos() && lastLine.compareAndSet(last, now);
  }

  private void count(String result) {
    registry.counter("strongroom.events.told", "result", result).increment();
  }

  /** Asks how much is left, of which all processes tell the same. */
  public Uni<Void> refresh(ObjectOutbox outbox) {
    return backlog.refresh(outbox);
  }
}
