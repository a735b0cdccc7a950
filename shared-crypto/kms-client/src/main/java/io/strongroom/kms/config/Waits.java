package io.strongroom.kms.config;

import java.time.Duration;

/**
 * How long calls wait unless told otherwise.
 *
 * @param connect for a connection
 * @param answer for one answer
 */
public record Waits(Duration connect, Duration answer) {

  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** The properties {@code connect-timeout} and {@code answer-timeout}, else 1 s and 2 s. */
  public static Waits of(ProviderProperties given) {
    return of(given, Duration.ofSeconds(2));
  }

  /** As above with 5 s for an answer: the vendors' guides ask for more patience in the cloud. */
  public static Waits inTheCloud(ProviderProperties given) {
    return of(given, Duration.ofSeconds(5));
  }

  private static Waits of(ProviderProperties given, Duration answer) {
    return new Waits(
        given.duration("connect-timeout", CONNECT), given.duration("answer-timeout", answer));
  }
}
