package io.strongroom.upkeep;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ApplyLifecycle;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.port.Uploads;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Has things go by themselves that lifecycle rules let go, now and then. Several processes may do
 * so at once: what one has let go, the others do not find any more.
 */
@Singleton
public final class LifecycleSweep {

  private static final Logger LOG = Logger.getLogger(LifecycleSweep.class);

  private final ApplyLifecycle lifecycle;

  LifecycleSweep(Expirations expirations, Uploads uploads, InstantSource clock) {
    this.lifecycle = new ApplyLifecycle(expirations, uploads, clock);
  }

  /** All buckets. */
  @Scheduled(
      every = "{strongroom.lifecycle.sweep-every:1h}",
      delayed = "{strongroom.lifecycle.sweep-delay:2m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> sweep() {
    return lifecycle
        .execute()
        .invoke(
            gone -> {
              if (gone > 0) {
                LOG.infof("%d objects and uploads went by lifecycle rules", gone);
              }
            })
        .onFailure()
        .invoke(failure -> LOG.warnf("applying lifecycle rules: %s", failure.getMessage()))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }
}
