package io.strongroom.runtime.wiring;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when the pool gave no connection for longer than the limits let anything hold one: only a
 * new process helps then. A database that is away does not count.
 */
@Liveness
public final class DatabaseLiveness implements HealthCheck {

  private final PoolWatch watch;

  DatabaseLiveness(PoolWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Connections of the metadata database")
        .status(watch.isAlive())
        .build();
  }
}
