package io.strongroom.upkeep;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ApplyLifecycle;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.port.Turns;
import io.strongroom.domain.port.Uploads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Has things go by themselves that lifecycle rules let go, now and then. One process does so for
 * all; should two, what one has let go the other does not find any more.
 */
@Singleton
public final class LifecycleSweep {

  private static final Logger LOG = Logger.getLogger(LifecycleSweep.class);

  private final ApplyLifecycle lifecycle;
  private final Turns turns;
  private final Duration turn;

  LifecycleSweep(
      Expirations expirations,
      Uploads uploads,
      Turns turns,
      @ConfigProperty(name = "strongroom.lifecycle.sweep-every", defaultValue = "1h")
          Duration sweepEvery,
      InstantSource clock) {
    this.turns = turns;
    this.turn = OneForAll.turn(sweepEvery);
    this.lifecycle = new ApplyLifecycle(expirations, uploads, clock);
  }

  /** All buckets. */
  @Scheduled(
      every = "{strongroom.lifecycle.sweep-every:1h}",
      delayed = "{strongroom.lifecycle.sweep-delay:2m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> sweep() {
    return OneForAll.of(turns, "lifecycle rules", turn, lifecycle::execute)
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
