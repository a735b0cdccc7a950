package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.record.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** How much of one kind is left in the outbox, and for how long, as two gauges. Thread-safe. */
final class OutboxBacklog {

  private final Told.Lane.Kind kind;
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong lagSeconds = new AtomicLong();

  /**
   * @param prefix of the gauges' names
   */
  OutboxBacklog(MeterRegistry registry, String prefix, Told.Lane.Kind kind) {
    this.kind = kind;
    registry.gauge(prefix + ".pending", pending);
    registry.gauge(prefix + ".lag.seconds", lagSeconds);
  }

  /** Asks how much is left, of which all processes tell the same. */
  Uni<Void> refresh(ObjectOutbox outbox) {
    return outbox
        .backlog(kind)
        .invoke(
            left -> {
              pending.set(left.pieces());
              lagSeconds.set(
                  left.oldest()
                      .map(oldest -> Duration.between(oldest, Instant.now()).toSeconds())
                      .orElse(0L));
            })
        .replaceWithVoid();
  }
}
