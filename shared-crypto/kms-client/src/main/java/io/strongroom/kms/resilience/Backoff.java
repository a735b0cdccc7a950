package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.KmsException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Computes waits: full jitter, and the service's own hint as a bounded floor. Thread-safe. */
final class Backoff {

  /** How far a hint may push a wait beyond the computed one. */
  static final Duration HINT_MARGIN = Duration.ofSeconds(5);

  private final RetrySettings settings;
  private final RandomGenerator random;

  Backoff(RetrySettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * The wait before a retry.
   *
   * @param retry counted from 0
   */
  Duration next(int retry, KmsException reason) {
    long ceiling = ceilingNanos(retry, reason);
    Duration wait = Duration.ofNanos(ceiling == 0 ? 0 : random.nextLong(ceiling + 1));
    return hint(reason).map(hint -> withHint(wait, hint)).orElse(wait);
  }

  private long ceilingNanos(int retry, KmsException reason) {
    Duration base =
        reason instanceof KmsException.Throttled
            ? settings.throttleBase()
            : settings.transientBase();
    double grown = Math.scalb((double) base.toNanos(), retry);
    return (long) Math.min(grown, (double) settings.cap().toNanos());
  }

  private static Optional<Duration> hint(KmsException reason) {
    return reason instanceof KmsException.Throttled throttled
        ? throttled.retryAfter()
        : Optional.empty();
  }

  private static Duration withHint(Duration wait, Duration hint) {
    Duration most = wait.plus(HINT_MARGIN);
    Duration bounded = hint.compareTo(most) < 0 ? hint : most;
    return bounded.compareTo(wait) > 0 ? bounded : wait;
  }
}
