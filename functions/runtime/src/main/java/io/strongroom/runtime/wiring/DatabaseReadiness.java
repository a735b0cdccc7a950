package io.strongroom.runtime.wiring;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while no connection to the metadata database can be had: a router then asks another. */
@Readiness
public final class DatabaseReadiness implements AsyncHealthCheck {

  private final PoolWatch watch;

  DatabaseReadiness(PoolWatch watch) {
    this.watch = watch;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return watch
        .isReady()
        .map(up -> HealthCheckResponse.named("Metadata database").status(up).build());
  }
}
