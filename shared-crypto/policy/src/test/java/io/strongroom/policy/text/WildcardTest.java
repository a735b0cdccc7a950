package io.strongroom.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What matching costs, counted in steps. */
class WildcardTest {

  /** As long as a policy of a bucket may be. */
  private static final int TWENTY_KILOBYTES = 20 * 1024;

  private static Wildcard form(String text) {
    return new Wildcard(
        text.codePoints()
            .map(
                point ->
                    switch (point) {
                      case '*' -> Wildcard.ANY;
                      case '?' -> Wildcard.ONE;
                      default -> point;
                    })
            .toArray());
  }

  private static long cost(String pattern, String text) {
    long steps = form(pattern).steps(text);
    return steps < 0 ? ~steps : steps;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 1_024})
  void steps_starsOnly_areNoMoreThanStarsAndCharacters(int length) {
    String stars = "*".repeat(TWENTY_KILOBYTES);
    String key = "a".repeat(length);

    assertThat(cost(stars, key)).isLessThanOrEqualTo(TWENTY_KILOBYTES + length);
    assertThat(cost(stars + "x", key)).isLessThanOrEqualTo(TWENTY_KILOBYTES + 2L * length);
  }

  @ParameterizedTest
  @CsvSource({
    "*a, 10240, a, 1024",
    "*a, 512, a, 1024",
    "a*, 10240, a, 1024",
    "*aa, 340, a, 1024",
    "*a?, 340, a, 1024",
    "*aab, 256, a, 1024",
    "?*, 10240, a, 1024"
  })
  void steps_whateverRepeats_areNoMoreThanPatternTimesText(
      String piece, int pieces, String character, int length) {
    String pattern = piece.repeat(pieces) + "x";
    String key = character.repeat(length);

    assertThat(cost(pattern, key)).isLessThanOrEqualTo((pattern.length() + 1L) * (length + 1L));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abcd, false",
    "abc, ab, false",
    "abc*, abc, true",
    "abc*, abcde, true",
    "abc*, ab, false",
    "abc*e, abcde, true",
    "abc*e, abcd, false",
    "ab?, abc, true",
    "ab?, ab, false",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "a**, a, true"
  })
  void matches_beginningAndRest(String pattern, String text, boolean expected) {
    assertThat(form(pattern).matches(text)).isEqualTo(expected);
    assertThat(form(pattern).steps(text) >= 0).isEqualTo(expected);
  }

  @Test
  void matches_halfACharacter_isNoBeginningOfAWholeOne() {
    assertThat(form("a\uD83D*").matches("a\uD83D\uDE00")).isFalse();
    assertThat(form("a\uD83D\uDE00*").matches("a\uD83D\uDE00b")).isTrue();
    assertThat(form("a?").matches("a\uD83D\uDE00")).isTrue();
  }
}
