package io.strongroom.emulator.limit;

import io.strongroom.crypto.name.Region;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rates in force: one for all quotas, or single quotas changed, else AWS's defaults. Immutable.
 *
 * @param all requests per second of every quota not in {@code single}
 * @param hints what refused callers are told
 * @param rules how quotas are held
 */
public record RateLimits(
    Optional<Double> all, Map<Quota, Double> single, RetryHeaders hints, QuotaRules rules) {

  /** Rates without hints, as AWS has it. */
  public RateLimits(Optional<Double> all, Map<Quota, Double> single) {
    this(all, single, RetryHeaders.NONE, QuotaRules.STANDARD);
  }

  public RateLimits {
    single = Map.copyOf(single);
    all.ifPresent(RateLimits::check);
    single.values().forEach(RateLimits::check);
  }

  /** Requests per second of one quota in a region. */
  public double rate(Quota quota, Region region) {
    return single.getOrDefault(quota, all.orElse(quota.defaultRate(region)));
  }

  /** Every quota's rate in a region. */
  public Map<Quota, Double> rates(Region region) {
    Map<Quota, Double> rates = new EnumMap<>(Quota.class);
    for (Quota quota : Quota.values()) {
      rates.put(quota, rate(quota, region));
    }
    return rates;
  }

  private static void check(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("a rate must be a number greater than 0");
    }
  }
}
