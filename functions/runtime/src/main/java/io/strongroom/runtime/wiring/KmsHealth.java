package io.strongroom.runtime.wiring;

import io.strongroom.kms.resilience.ResilientKmsClient;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** What both health checks of the KMS report: per service, its state and the rate in force. */
final class KmsHealth {

  static final String NAME = "Key management services";

  private KmsHealth() {}

  static HealthCheckResponse report(KmsServices services, boolean up) {
    HealthCheckResponseBuilder report = HealthCheckResponse.named(NAME).status(up);
    for (ResilientKmsClient.Health health : services.health()) {
      report.withData(health.provider(), state(health));
      report.withData(
          health.provider() + " calls per second at most", Math.round(health.callsPerSecond()));
    }
    return report.build();
  }

  private static String state(ResilientKmsClient.Health health) {
    if (health.trouble().isPresent()) {
      return "unusable: " + health.trouble().get();
    }
    return health.degraded()
        ? "degraded: %d keys not asked for".formatted(health.troubledKeys().size())
        : "ok";
  }
}
