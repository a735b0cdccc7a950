package io.strongroom.emulator.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One bucket for each account, region and quota, and for each operation where a quota is not
 * shared. Thread-safe; never blocks; the limits may change while it is in use, and buckets then
 * start full at the new rate.
 */
public final class RateLimiter {

  private record Bucket(Counted whose, Quota quota, String operation) {

    static Bucket of(Counted whose, Quota quota, String operation) {
      return new Bucket(whose, quota, quota.isShared() ? "" : operation);
    }
  }

  private final LongSupplier nanoClock;
  private final ConcurrentHashMap<Bucket, Allowance> buckets = new ConcurrentHashMap<>();
  private final RateLimits initial;
  private volatile RateLimits limits;

  /**
   * What became of a quota's calls, and what is left of it.
   *
   * @param operation empty where the quota's operations share it
   * @param left tokens
   */
  public record Usage(
      Counted whose, Quota quota, String operation, long allowed, long refused, double left) {}

  /**
   * @param nanoClock monotonic time in nanoseconds
   */
  public RateLimiter(RateLimits limits, LongSupplier nanoClock) {
    this.initial = limits;
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** Whether one more call is within the quota; a refused call costs nothing. */
  public boolean tryTake(Counted whose, Quota quota, String operation) {
    RateLimits now = limits;
    double rate = now.rate(quota, whose.region());
    long time = nanoClock.getAsLong();
    Bucket bucket = Bucket.of(whose, quota, operation);
    Allowance allowance = buckets.get(bucket);
    if (allowance == null || !allowance.isOf(rate, now.rules())) {
      allowance =
          buckets.compute(
              bucket,
              (name, known) ->
                  known != null && known.isOf(rate, now.rules())
                      ? known
                      : new Allowance(rate, now.rules(), time));
    }
    return allowance.tryTake(now.rules().cost(operation), time);
  }

  /** Every bucket in use. */
  public List<Usage> usage() {
    long time = nanoClock.getAsLong();
    List<Usage> all = new ArrayList<>();
    buckets.forEach(
        (bucket, allowance) -> {
          Allowance.Usage usage = allowance.usage(time);
          all.add(
              new Usage(
                  bucket.whose(),
                  bucket.quota(),
                  bucket.operation(),
                  usage.allowed(),
                  usage.refused(),
                  usage.left()));
        });
    return all;
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
