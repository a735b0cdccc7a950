package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.replication.ReplicationMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts what this process did for copies, and tells how much is left. Thread-safe. */
@Singleton
public final class ReplicationMetrics implements ReplicationMeter {

  private static final Logger LOG = Logger.getLogger("io.strongroom.replication");

  private final MeterRegistry registry;
  private final OutboxBacklog backlog;

  ReplicationMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.backlog = new OutboxBacklog(registry, "strongroom.replication", Told.Lane.Kind.COPY);
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
    return backlog.refresh(outbox);
  }
}
