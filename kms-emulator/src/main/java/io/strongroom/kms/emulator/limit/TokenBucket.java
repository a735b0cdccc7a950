package io.strongroom.kms.emulator.limit;

/**
 * Lets {@code rate} calls per second through, up to one second's worth at once. Thread-safe.
 *
 * <p>Refills smoothly; starts full.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final double capacity;
  private double tokens;
  private long refilledAt;

  TokenBucket(double rate, long nowInNanos) {
    this.rate = rate;
    this.capacity = Math.max(1, rate);
    this.tokens = capacity;
    this.refilledAt = nowInNanos;
  }

  double rate() {
    return rate;
  }

  synchronized boolean tryTake(long nowInNanos) {
    double passed = Math.max(0, nowInNanos - refilledAt) / NANOS_PER_SECOND;
    tokens = Math.min(capacity, tokens + passed * rate);
    refilledAt = nowInNanos;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
