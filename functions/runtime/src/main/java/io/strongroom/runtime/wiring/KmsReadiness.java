package io.strongroom.runtime.wiring;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports how each KMS is doing and is up all the same: HeadObject, listings, deletes and customer
 * keys need none, and every other process would leave the service with this one. Asks no KMS.
 */
@Readiness
public final class KmsReadiness implements HealthCheck {

  private final KmsServices services;

  KmsReadiness(KmsServices services) {
    this.services = services;
  }

  @Override
  public HealthCheckResponse call() {
    return KmsHealth.report(services, true);
  }
}
