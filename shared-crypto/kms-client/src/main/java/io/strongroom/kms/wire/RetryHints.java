package io.strongroom.kms.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a service asks to be left alone: {@code Retry-After} in seconds or as a date (RFC 9110
 * §10.2.3), {@code x-amz-retry-after} in milliseconds, {@code X-Ratelimit-Reset} in seconds or as
 * seconds since 1970. Values that make no sense are ignored.
 */
public final class RetryHints {

  private static final long LONGEST_IN_SECONDS = 3_600;
  // Smaller numbers are durations: no clock of a server in use shows 2001.
  private static final long LEAST_EPOCH_SECOND = 1_000_000_000L;

  private RetryHints() {}

  /**
   * The hint in an answer's headers.
   *
   * @param header value of a header by its name in any case
   */
  public static Optional<Duration> parse(
      Function<String, Optional<String>> header, InstantSource clock) {
    return header
        .apply("x-amz-retry-after")
        .flatMap(text -> number(text).flatMap(millis -> bounded(Duration.ofMillis(millis))))
        .or(() -> header.apply("Retry-After").flatMap(text -> secondsOrDate(text, clock)))
        .or(() -> header.apply("X-Ratelimit-Reset").flatMap(text -> secondsOrDate(text, clock)));
  }

  private static Optional<Duration> secondsOrDate(String text, InstantSource clock) {
    Optional<Long> seconds = number(text);
    if (seconds.isPresent()) {
      long value = seconds.get();
      return value >= LEAST_EPOCH_SECOND
          ? until(Instant.ofEpochSecond(value), clock)
          : bounded(Duration.ofSeconds(value));
    }
    try {
      return until(
          ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
          clock);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> until(Instant instant, InstantSource clock) {
    return bounded(Duration.between(clock.instant(), instant));
  }

  private static Optional<Duration> bounded(Duration hint) {
    return hint.isNegative() || hint.toSeconds() > LONGEST_IN_SECONDS
        ? Optional.empty()
        : Optional.of(hint);
  }

  private static Optional<Long> number(String text) {
    String trimmed = text.trim();
    if (trimmed.isEmpty() || trimmed.length() > 12) {
      return Optional.empty();
    }
    for (int i = 0; i < trimmed.length(); i++) {
      if (trimmed.charAt(i) < '0' || trimmed.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(Long.parseLong(trimmed));
  }
}
