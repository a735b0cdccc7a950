package io.strongroom.runtime.wiring;

import io.strongroom.runtime.config.StrongroomConfig;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows the accounts whose policies are tried out, so that nobody forgets them: what those refuse
 * is let through. The process is ready all the same.
 */
@Readiness
public final class SoftModeHealth implements HealthCheck {

  private final Set<String> trying;

  SoftModeHealth(StrongroomConfig config) {
    this.trying = new TreeSet<>();
    config.softAccounts().orElse(Set.of()).forEach(account -> trying.add(account.value()));
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("policies").up();
    return trying.isEmpty()
        ? answer.withData("enforced", true).build()
        : answer.withData("tried-out-by", String.join(",", trying)).build();
  }
}
