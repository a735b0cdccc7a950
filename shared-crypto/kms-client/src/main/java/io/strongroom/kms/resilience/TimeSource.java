package io.strongroom.kms.resilience;

import java.time.Duration;

/** Time as the calls see it, so that tests can move it. */
interface TimeSource {

  /** Monotonic, in nanoseconds, from an arbitrary origin. */
  long nanoTime();

  /** Runs {@code task} once after {@code delay}; the result cancels it. */
  Runnable schedule(Duration delay, Runnable task);
}
