package io.strongroom.kms.resilience;

/**
 * The rate at which a service is asked, learned from its throttles. Thread-safe.
 *
 * <p>The first throttle says only that the ceiling is too high. The rate then starts low and
 * doubles each second, until the next throttle shows where the limit is. From there on a throttle
 * leaves 0.7 of what was going through, and the rate regrows along a cubic curve: fast back to near
 * the last good rate, flat around it, then faster again (the curve of CUBIC, RFC 9438 §4.2, with
 * {@code C = 0.4} and time in seconds). Once it is back at the ceiling all is forgotten.
 *
 * <p>What was going through is measured from answers that were not throttles. Right after a
 * reduction throttles are ignored: they are for calls sent at the old rate, and one burst would
 * otherwise be punished once per call.
 */
final class AdaptiveRate {

  private static final double FLOOR = 0.5;
  private static final double FIRST_GUESS = 10;
  private static final double REDUCTION = 0.7;
  private static final double GROWTH = 0.4;
  private static final double WINDOW_IN_SECONDS = 0.5;
  private static final double SMOOTHING = 0.8;
  private static final double NANOS_PER_SECOND = 1e9;

  private enum Phase {
    UNLIMITED,
    DOUBLING,
    CUBIC
  }

  private final double ceiling;
  private final TimeSource time;

  private Phase phase = Phase.UNLIMITED;
  private double lastGood;
  private long reducedAt;

  private double smoothed;
  private long windowStart;
  private int answersInWindow;

  AdaptiveRate(double ceiling, TimeSource time) {
    this.ceiling = ceiling;
    this.time = time;
    this.windowStart = time.nanoTime();
  }

  /** Calls per second now. */
  synchronized double perSecond() {
    double t = seconds(time.nanoTime() - reducedAt);
    double rate =
        switch (phase) {
          case UNLIMITED -> ceiling;
          case DOUBLING -> lastGood * REDUCTION * Math.pow(2, t);
          case CUBIC -> {
            double distance = t - Math.cbrt(lastGood * (1 - REDUCTION) / GROWTH);
            yield GROWTH * distance * distance * distance + lastGood;
          }
        };
    if (rate >= ceiling) {
      phase = Phase.UNLIMITED;
      return ceiling;
    }
    return Math.max(FLOOR, rate);
  }

  /** The service answered, whatever it said, and it was not a throttle. */
  synchronized void answered() {
    roll();
    answersInWindow++;
  }

  /**
   * The service throttled a call.
   *
   * @return whether the rate was reduced
   */
  synchronized boolean throttled() {
    long now = time.nanoTime();
    double rate = perSecond();
    if (phase != Phase.UNLIMITED && seconds(now - reducedAt) < WINDOW_IN_SECONDS) {
      return false;
    }
    roll();
    double through = Math.max(smoothed, answersInWindow / WINDOW_IN_SECONDS);
    double least = phase == Phase.UNLIMITED ? FIRST_GUESS : REDUCTION * rate;
    lastGood = Math.max(FLOOR, Math.min(rate, Math.max(least, through)));
    phase = phase == Phase.UNLIMITED ? Phase.DOUBLING : Phase.CUBIC;
    reducedAt = now;
    return true;
  }

  private void roll() {
    long now = time.nanoTime();
    double elapsed = seconds(now - windowStart);
    if (elapsed >= WINDOW_IN_SECONDS) {
      smoothed = SMOOTHING * (answersInWindow / elapsed) + (1 - SMOOTHING) * smoothed;
      answersInWindow = 0;
      windowStart = now;
    }
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
