package io.strongroom.function.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final SignInAttempts attempts = new SignInAttempts(3, Duration.ofMinutes(1), () -> now);

  @Test
  void begin_tooMany_refusedUntilTheWindowIsOver() {
    for (int i = 0; i < 3; i++) {
      assertThat(attempts.begin("a")).isTrue();
    }

    assertThat(attempts.begin("a")).isFalse();
    assertThat(attempts.begin("b")).isTrue();
    now = now.plusSeconds(60);
    assertThat(attempts.begin("a")).isTrue();
  }

  @Test
  void succeeded_takesBackOneAttemptAndNoOther() {
    attempts.begin("a");
    attempts.begin("a");
    attempts.begin("a");
    attempts.succeeded("a");

    assertThat(attempts.begin("a")).isTrue();
    assertThat(attempts.begin("a")).isFalse();
  }

  @Test
  void succeeded_always_isNeverRefused() {
    for (int i = 0; i < 100; i++) {
      assertThat(attempts.begin("a")).isTrue();
      attempts.succeeded("a");
    }
  }
}
