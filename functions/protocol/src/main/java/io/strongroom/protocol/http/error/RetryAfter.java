package io.strongroom.protocol.http.error;

import java.time.Duration;
import java.util.Optional;

/** How long a client is asked to wait: long enough to help, short enough to be believed. */
public final class RetryAfter {

  public static final String HEADER = "retry-after";

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private RetryAfter() {}

  /** Whole seconds, 1 to 5: the hint rounded up, or 1 without one. */
  public static String seconds(Optional<Duration> hint) {
    Duration wait = hint.filter(Duration::isPositive).orElse(Duration.ofSeconds(1));
    Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    return Long.toString(bounded.plusNanos(999_999_999).toSeconds());
  }
}
