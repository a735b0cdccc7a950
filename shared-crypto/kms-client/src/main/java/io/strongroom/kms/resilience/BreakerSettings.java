package io.strongroom.kms.resilience;

import java.time.Duration;

/**
 * The circuit breaker of one key. Only timeouts, lost connections and failures of the service
 * count.
 *
 * @param window number of last calls looked at
 * @param failureRatio share of failures among them that opens the breaker, 0 to 1
 * @param openFor first time of refusing; doubled with each probe that fails after the fifth
 * @param openForAtMost ceiling of the doubling
 */
public record BreakerSettings(
    int window, double failureRatio, Duration openFor, Duration openForAtMost) {

  /** Half of 20 calls opens it for 5 s, up to 30 s. */
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(20, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(30));

  public BreakerSettings {
    Checks.atLeast(window, 1, "window");
    if (!(failureRatio > 0 && failureRatio <= 1)) {
      throw new IllegalArgumentException("failure ratio must be in (0, 1], is " + failureRatio);
    }
    Checks.positive(openFor, "open time");
    if (openForAtMost.compareTo(openFor) < 0) {
      throw new IllegalArgumentException("longest open time is below the first");
    }
  }
}
