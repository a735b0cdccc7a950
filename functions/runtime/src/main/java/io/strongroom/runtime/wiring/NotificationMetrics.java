package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.notification.NotificationMeter;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.ObjectOutbox.Settlement;
import io.strongroom.domain.record.Told;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Counts what this process told, and tells how much is left. Thread-safe. */
@Singleton
public final class NotificationMetrics implements NotificationMeter {

  private static final Logger LOG = Logger.getLogger("io.strongroom.events");

  private final MeterRegistry registry;
  private final OutboxBacklog backlog;

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
      case Settlement.Later _ -> count("put-off");
    }
  }

  private void count(String result) {
    registry.counter("strongroom.events.told", "result", result).increment();
  }

  /** Asks how much is left, of which all processes tell the same. */
  public Uni<Void> refresh(ObjectOutbox outbox) {
    return backlog.refresh(outbox);
  }
}
