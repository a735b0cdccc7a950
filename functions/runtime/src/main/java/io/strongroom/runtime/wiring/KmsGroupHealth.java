package io.strongroom.runtime.wiring;

import io.smallrye.health.api.HealthGroup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * For alerts: {@code /q/health/group/kms} is down while a key's breaker is not closed or a service
 * refuses our credentials.
 */
@HealthGroup("kms")
public final class KmsGroupHealth implements HealthCheck {

  private final KmsServices services;

  KmsGroupHealth(KmsServices services) {
    this.services = services;
  }

  @Override
  public HealthCheckResponse call() {
    return KmsHealth.report(
        services, services.health().stream().noneMatch(health -> health.degraded()));
  }
}
