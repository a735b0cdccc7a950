package io.strongroom.storage.upstream;

import java.time.Duration;

/**
 * How long the store is waited for.
 *
 * @param firstPause before a request is sent a second time; each further pause is four times as
 *     long
 * @param answer until the head of an answer is there; a body that is sent comes before that
 * @param silence of a body, sent or received, after which its connection is given up
 */
public record UpstreamWaits(Duration firstPause, Duration answer, Duration silence) {

  /** A fifth of a second, then half a minute each: longer than any store is silent that answers. */
  public static UpstreamWaits usual() {
    return new UpstreamWaits(
        Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  /**
   * Until a whole answer is there that may take long: S3 says minutes, sends spaces meanwhile, and
   * others copy all bytes in silence.
   */
  Duration longAnswer() {
    return answer.multipliedBy(10);
  }
}
