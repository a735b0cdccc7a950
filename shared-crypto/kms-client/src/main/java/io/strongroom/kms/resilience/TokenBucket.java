package io.strongroom.kms.resilience;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Spreads calls so that they do not exceed a rate that may change. Calls reserve their place in
 * order of arrival. Thread-safe.
 */
final class TokenBucket {

  /** Of one second's calls, how many may go at once after a pause. */
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

  /**
   * The time until the caller's turn, or nothing, and no turn, when it is more than {@code most}.
   */
  synchronized Optional<Duration> reserve(Duration most) {
    double rate = perSecond.getAsDouble();
    long now = time.nanoTime();
    tokens = Math.min(burst(rate), tokens + rate * (now - filledAt) / NANOS_PER_SECOND);
    filledAt = now;
    double missing = Math.max(0, 1 - tokens);
    Duration wait = Duration.ofNanos((long) Math.ceil(missing / rate * NANOS_PER_SECOND));
    if (wait.compareTo(most) > 0) {
      return Optional.empty();
    }
    tokens -= 1;
    return Optional.of(wait);
  }

  private static double burst(double rate) {
    return Math.max(1, rate * BURST_IN_SECONDS);
  }
}
