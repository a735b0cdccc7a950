package io.strongroom.emulator.limit;

/**
 * What one account may still do under one quota: {@code rate} tokens per second, up to one second's
 * worth at once. Starts full. Thread-safe.
 */
final class Allowance {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final QuotaRules rules;
  private final double capacity;
  private double tokens;
  private long refilledAt;
  private long blockedUntil;
  private long allowed;
  private long refused;

  /** What was done with an allowance, and what is left. */
  record Usage(long allowed, long refused, double left) {}

  Allowance(double rate, QuotaRules rules, long nowInNanos) {
    this.rate = rate;
    this.rules = rules;
    this.capacity = Math.max(1, rate);
    this.tokens = capacity;
    this.refilledAt = nowInNanos;
    this.blockedUntil = nowInNanos;
  }

  boolean isOf(double otherRate, QuotaRules other) {
    return rate == otherRate && rules.equals(other);
  }

  synchronized boolean tryTake(double cost, long nowInNanos) {
    refill(nowInNanos);
    // A call that costs more than there ever is takes a full bucket, or it could never be made.
    double price = Math.min(cost, capacity);
    if (nowInNanos < blockedUntil || tokens < price) {
      refused++;
      if (nowInNanos >= blockedUntil) {
        blockedUntil = nowInNanos + rules.block().toNanos();
      }
      return false;
    }
    tokens -= price;
    allowed++;
    return true;
  }

  synchronized Usage usage(long nowInNanos) {
    refill(nowInNanos);
    return new Usage(allowed, refused, tokens);
  }

  private void refill(long nowInNanos) {
    double passed = Math.max(0, nowInNanos - refilledAt) / NANOS_PER_SECOND;
    switch (rules.shape()) {
      case SMOOTH -> {
        tokens = Math.min(capacity, tokens + passed * rate);
        refilledAt = nowInNanos;
      }
      case WINDOW -> {
        double window = capacity / rate;
        if (passed >= window) {
          tokens = capacity;
          long windows = (long) (passed / window);
          refilledAt += (long) (windows * window * NANOS_PER_SECOND);
        }
      }
    }
  }
}
