package io.strongroom.emulator.limit;

import java.time.Duration;
import java.util.Map;

/**
 * How quotas are held.
 *
 * @param shape how a bucket fills again
 * @param costs tokens a call takes, by operation; 1 for those not named
 * @param block how long a bucket refuses everything after it refused one call
 */
public record QuotaRules(Shape shape, Map<String, Double> costs, Duration block) {

  /** How a bucket fills again. */
  public enum Shape {
    /** Evenly. */
    SMOOTH,
    /** All at once when a second is over (for rates below 1: the time of one call). */
    WINDOW
  }

  /** Evenly, every call the same, no block: what AWS's documentation tells. */
  public static final QuotaRules STANDARD = new QuotaRules(Shape.SMOOTH, Map.of(), Duration.ZERO);

  public QuotaRules {
    costs = Map.copyOf(costs);
    for (double cost : costs.values()) {
      if (!(cost >= 0) || Double.isInfinite(cost)) {
        throw new IllegalArgumentException("a cost must be a number of 0 or more");
      }
    }
    if (block.isNegative()) {
      throw new IllegalArgumentException("a block must not be negative");
    }
  }

  double cost(String operation) {
    return costs.getOrDefault(operation, 1.0);
  }
}
