package io.strongroom.kms.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

  private static Optional<Duration> parse(Map<String, String> headers) {
    return RetryHints.parse(name -> Optional.ofNullable(headers.get(name)), CLOCK);
  }

  @Test
  void parse_seconds_read() {
    assertThat(parse(Map.of("Retry-After", " 3 "))).contains(Duration.ofSeconds(3));
  }

  @Test
  void parse_date_countedFromNow() {
    assertThat(parse(Map.of("Retry-After", "Sun, 22 Nov 2026 10:00:07 GMT")))
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void parse_milliseconds_winOverSeconds() {
    assertThat(parse(Map.of("x-amz-retry-after", "250", "Retry-After", "3")))
        .contains(Duration.ofMillis(250));
  }

  @Test
  void parse_rateLimitReset_secondsOrEpoch() {
    assertThat(parse(Map.of("X-Ratelimit-Reset", "2"))).contains(Duration.ofSeconds(2));
    long epoch = CLOCK.instant().getEpochSecond() + 4;
    assertThat(parse(Map.of("X-Ratelimit-Reset", "" + epoch))).contains(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1e3",
        "soon",
        "99999",
        "99999999999999999999",
        "１",
        "Sun, 22 Nov 2020 10:00:07 GMT"
      })
  void parse_nonsense_ignored(String value) {
    assertThat(parse(Map.of("Retry-After", value))).isEmpty();
  }
}
