package io.strongroom.kms.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Tokens that come at a rate that may change. Thread-safe. */
final class TokenBucket {

  /** Of one second's tokens, how many may be taken at once after a pause. */
  private static final double BURST_IN_SECONDS = 0.1;

  private static final double NANOS_PER_SECOND = 1e9;

  private final DoubleSupplier perSecond;
  private final TimeSource time;
  private double tokens;
  private long filledAt;

  TokenBucket(DoubleSupplier perSecond, TimeSource time) {
    this.perSecond = perSecond;
    this.time = time;
    this.filledAt = time.nanoTime();
    this.tokens = burst(perSecond.getAsDouble());
  }

  /** Takes one, if there is one. */
  synchronized boolean take() {
    fill();
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  /** The time until there are {@code count} tokens, if the rate stays as it is. */
  synchronized Duration until(int count) {
    double rate = fill();
    double missing = Math.max(0, count - tokens);
    return Duration.ofNanos((long) Math.ceil(missing / rate * NANOS_PER_SECOND));
  }

  private double fill() {
    double rate = perSecond.getAsDouble();
    long now = time.nanoTime();
    tokens = Math.min(burst(rate), tokens + rate * (now - filledAt) / NANOS_PER_SECOND);
    filledAt = now;
    return rate;
  }

  private static double burst(double rate) {
    return Math.max(1, rate * BURST_IN_SECONDS);
  }
}
