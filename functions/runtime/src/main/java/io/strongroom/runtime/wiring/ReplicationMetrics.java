package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.replication.ReplicationMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts what this process did for copies, and tells how much is left. Thread-safe. */
@Singleton
public final class ReplicationMetrics implements ReplicationMeter {

  private static final Logger LOG = Logger.getLogger("io.strongroom.replication");

  private final MeterRegistry registry;
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong lagSeconds = new AtomicLong();

  ReplicationMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("strongroom.replication.pending", pending);
    registry.gauge("strongroom.replication.lag.seconds", lagSeconds);
  }

  @Override
  public void copied(long bytes, Duration lag) {
    registry.counter("strongroom.replication.copies", "result", "completed").increment();
    registry.counter("strongroom.replication.bytes").increment((double) bytes);
    registry.timer("strongroom.replication.latency").record(lag);
  }

  @Override
  public void failed(Told piece, String reason) {
    registry.counter("strongroom.replication.copies", "result", "failed").increment();
    LOG.errorf("no copy of %s to %s: %s", piece.version(), piece.lane().name(), reason);
  }

  @Override
  public void putOff(Told piece, Duration pause, String reason) {
    registry.counter("strongroom.replication.retries").increment();
    LOG.debugf("a copy of %s waits for %s: %s", piece.version(), pause, reason);
  }

  /** Asks how much is left, of which all processes tell the same. */
  public Uni<Void> refresh(ObjectOutbox outbox) {
    return outbox
        .backlog(Told.Lane.Kind.COPY)
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
