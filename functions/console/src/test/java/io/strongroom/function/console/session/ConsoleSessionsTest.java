package io.strongroom.function.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.caller.Caller;
import io.strongroom.runtime.http.InnerKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleSessionsTest {

  private static final InnerKeys.Key KEY = new InnerKeys.Key("AKIAEXAMPLE", Optional.empty());
  private static final Caller CALLER =
      new Caller(
          PrincipalName.of("arn:aws:iam::000000000000:user/ann"),
          AccountId.of("000000000000"),
          "r",
          true);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ConsoleSessions sessions =
      new ConsoleSessions(Duration.ofMinutes(15), Duration.ofHours(8), 3, () -> now);

  @Test
  void find_begun_isThere() {
    ConsoleSessions.Begun begun = sessions.begin(KEY, CALLER);

    assertThat(sessions.find(begun.token())).contains(begun.session());
    assertThat(begun.session().name()).isEqualTo("user/ann");
  }

  @Test
  void begin_everyTime_hasTokensOfItsOwn() {
    ConsoleSessions.Begun first = sessions.begin(KEY, CALLER);
    ConsoleSessions.Begun second = sessions.begin(KEY, CALLER);

    assertThat(first.token()).isNotEqualTo(second.token()).hasSizeGreaterThan(40);
    assertThat(first.session().made(second.session().formToken())).isFalse();
    assertThat(first.session().made(first.session().formToken())).isTrue();
    assertThat(first.session().toString()).doesNotContain(first.session().formToken());
  }

  @Test
  void find_unknownToken_empty() {
    sessions.begin(KEY, CALLER);

    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.find("made-up")).isEmpty();
  }

  @Test
  void find_silentTooLong_empty() {
    String token = sessions.begin(KEY, CALLER).token();

    now = now.plus(Duration.ofMinutes(14));
    assertThat(sessions.find(token)).isPresent();
    now = now.plus(Duration.ofMinutes(14));
    assertThat(sessions.find(token)).isPresent();
    now = now.plus(Duration.ofMinutes(15));
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void find_heardOfAllTheTime_emptyInTheEnd() {
    String token = sessions.begin(KEY, CALLER).token();

    for (int i = 0; i < 47; i++) {
      now = now.plus(Duration.ofMinutes(10));
      assertThat(sessions.find(token)).isPresent();
    }
    now = now.plus(Duration.ofMinutes(10));
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void end_ofOne_isNotTheEndOfOthers() {
    String first = sessions.begin(KEY, CALLER).token();
    String second = sessions.begin(KEY, CALLER).token();

    sessions.end(first);

    assertThat(sessions.find(first)).isEmpty();
    assertThat(sessions.find(second)).isPresent();
  }

  @Test
  void begin_tooMany_endsTheOneThatIsSilentForLongest() {
    String first = sessions.begin(KEY, CALLER).token();
    String second = sessions.begin(KEY, CALLER).token();
    String third = sessions.begin(KEY, CALLER).token();
    sessions.find(first);

    String fourth = sessions.begin(KEY, CALLER).token();

    assertThat(sessions.find(second)).isEmpty();
    assertThat(sessions.find(first)).isPresent();
    assertThat(sessions.find(third)).isPresent();
    assertThat(sessions.find(fourth)).isPresent();
  }
}
