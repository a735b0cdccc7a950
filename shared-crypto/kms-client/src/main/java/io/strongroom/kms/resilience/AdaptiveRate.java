package io.strongroom.kms.resilience;

/**
 * The rate at which a service is asked, learned from its throttles. Thread-safe.
 *
 * <p>After a throttle the rate is 0.7 of what was going through, and regrows along a cubic curve:
 * fast back to near the last good rate, flat around it, then faster again (the curve of CUBIC, RFC
 * 9438 §4.2, with {@code C = 0.4} and time in seconds). What was going through is measured from
 * answers that were not throttles, so one look suffices to find the service's limit from far above.
 * A throttle of a call that was sent before the last reduction says nothing new and is ignored;
 * otherwise one burst would be punished once per call.
 */
final class AdaptiveRate {

  private static final double FLOOR = 0.5;
  // What goes through when nothing has been seen yet: others may have used up the quota.
  private static final double FIRST_GUESS = 10;
  private static final double REDUCTION = 0.7;
  private static final double GROWTH = 0.4;
  private static final double WINDOW_IN_SECONDS = 0.5;
  private static final double SMOOTHING = 0.8;
  private static final double NANOS_PER_SECOND = 1e9;

  private final double ceiling;
  private final TimeSource time;

  private boolean reduced;
  private double lastGood;
  private double secondsToLastGood;
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
    if (!reduced) {
      return ceiling;
    }
    double t = seconds(time.nanoTime() - reducedAt) - secondsToLastGood;
    double rate = GROWTH * t * t * t + lastGood;
    if (rate >= ceiling) {
      reduced = false;
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
   * @param sentAt when that call was sent
   * @return whether the rate was reduced
   */
  synchronized boolean throttled(long sentAt) {
    if (reduced && sentAt - reducedAt < 0) {
      return false;
    }
    roll();
    double through = Math.max(smoothed, answersInWindow / WINDOW_IN_SECONDS);
    double rate = perSecond();
    double least = reduced ? REDUCTION * rate : Math.min(FIRST_GUESS, rate);
    lastGood = Math.max(FLOOR, Math.min(rate, Math.max(least, through)));
    secondsToLastGood = Math.cbrt(lastGood * (1 - REDUCTION) / GROWTH);
    reducedAt = time.nanoTime();
    reduced = true;
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
