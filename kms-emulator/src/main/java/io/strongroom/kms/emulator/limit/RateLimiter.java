package io.strongroom.kms.emulator.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One bucket for each account, region and quota. Thread-safe; never blocks; the limits may change
 * while it is in use, and buckets then start full at the new rate.
 */
public final class RateLimiter {

  private record Bucket(String account, String region, Quota quota) {}

  private final LongSupplier nanoClock;
  private final ConcurrentHashMap<Bucket, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final RateLimits initial;
  private volatile RateLimits limits;

  /**
   * @param nanoClock monotonic time in nanoseconds
   */
  public RateLimiter(RateLimits limits, LongSupplier nanoClock) {
    this.initial = limits;
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** Whether one more call is within the quota; a refused call costs nothing. */
  public boolean tryTake(String account, String region, Quota quota) {
    double rate = limits.rate(quota);
    long now = nanoClock.getAsLong();
    return buckets
        .compute(
            new Bucket(account, region, quota),
            (name, known) ->
                known != null && known.rate() == rate ? known : new TokenBucket(rate, now))
        .tryTake(now);
  }

  /** The limits in force. */
  public RateLimits limits() {
    return limits;
  }

  /** Puts other limits in force, from the next call on. */
  public void limits(RateLimits fresh) {
    limits = fresh;
    buckets.clear();
  }

  /** Goes back to the limits it was made with. */
  public void reset() {
    limits(initial);
  }
}
