package io.strongroom.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.fault.FaultRule.Call;
import io.strongroom.emulator.fault.FaultRule.Frequency;
import io.strongroom.emulator.key.KmsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

  private static final Call DECRYPT =
      new Call(
          "Decrypt",
          AccountId.of("111122223333"),
          "arn:aws:kms:eu-west-1:111122223333:key/k1",
          "secret");
  private static final Frequency ALWAYS = new Frequency(0, 1, 1, 1, List.of());
  private static final FaultAction THROTTLE = new FaultAction.Fail(KmsError.THROTTLED);

  private final Faults faults = new Faults();

  private static FaultRule rule(String name, Frequency frequency, FaultAction action) {
    return new FaultRule(
        name, Optional.empty(), Optional.empty(), Optional.empty(), frequency, false, action, "{}");
  }

  private List<Integer> struck(int calls) {
    return IntStream.rangeClosed(1, calls)
        .filter(call -> faults.strike(DECRYPT, false).isPresent())
        .boxed()
        .toList();
  }

  @Test
  void noRule_strikesNothing() {
    assertThat(faults.isEmpty()).isTrue();
    assertThat(struck(3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, '1 2 3 4 5 6'", "2, 1, '1 2'", "0, 3, '3 6'", "1, 2, '2'"})
  void frequency_firstAndEvery_strikeWhatTheySay(int first, int every, String expected) {
    faults.add(rule("r", new Frequency(first, every, 1, 1, List.of()), THROTTLE));

    assertThat(struck(6)).extracting(String::valueOf).isEqualTo(List.of(expected.split(" ")));
  }

  @Test
  void frequency_at_strikesTheNamedCalls() {
    faults.add(rule("r", new Frequency(0, 1, 1, 1, List.of(2, 5)), THROTTLE));

    assertThat(struck(6)).containsExactly(2, 5);
  }

  @Test
  void frequency_probability_strikesTheSameCallsForTheSameSeed() {
    Frequency half = new Frequency(0, 1, 0.5, 7, List.of());
    faults.add(rule("r", half, THROTTLE));
    List<Integer> once = struck(200);
    faults.add(rule("r", half, THROTTLE));

    assertThat(struck(200)).isEqualTo(once);
    assertThat(once.size()).isBetween(60, 140);
  }

  @Test
  void frequency_probabilityZero_strikesNothing() {
    faults.add(rule("r", new Frequency(0, 1, 0, 1, List.of()), THROTTLE));

    assertThat(struck(50)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 1", "0, 0, 1", "0, 1, -0.1", "0, 1, 1.1", "0, 1, NaN"})
  void frequency_outOfBounds_refused(int first, int every, double probability) {
    assertThatThrownBy(() -> new Frequency(first, every, probability, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Frequency(0, 1, 1, 1, List.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Decrypt, , , true",
    "Encrypt, , , false",
    ", key/k1, , true",
    ", key/k2, , false",
    ", , 111122223333, true",
    ", , 444455556666, false",
    "Decrypt, key/k1, 444455556666, false"
  })
  void rule_ofOperationKeyAndAccount_strikesCallsOfAllThree(
      String operation, String key, String account, boolean strikes) {
    faults.add(
        new FaultRule(
            "r",
            Optional.ofNullable(operation),
            Optional.ofNullable(key),
            Optional.ofNullable(account).map(AccountId::of),
            ALWAYS,
            false,
            THROTTLE,
            "{}"));

    assertThat(faults.strike(DECRYPT, false).isPresent()).isEqualTo(strikes);
    assertThat(faults.strike(DECRYPT, true)).isEmpty();
  }

  @Test
  void rules_theFirstThatStrikes_wins() {
    faults.add(rule("first", new Frequency(1, 1, 1, 1, List.of()), THROTTLE));
    faults.add(rule("second", ALWAYS, new FaultAction.Hang()));

    assertThat(faults.strike(DECRYPT, false).orElseThrow().rule().name()).isEqualTo("first");
    assertThat(faults.strike(DECRYPT, false).orElseThrow().action())
        .isEqualTo(new FaultAction.Hang());
  }

  @Test
  void add_ofTheSameName_takesThePlaceOfTheOther() {
    faults.add(rule("r", ALWAYS, THROTTLE));
    struck(3);
    faults.add(rule("r", ALWAYS, new FaultAction.Reset()));

    assertThat(faults.counts()).hasSize(1);
    assertThat(faults.counts().getFirst().matched()).isZero();
    assertThat(faults.remove("r")).isTrue();
    assertThat(faults.remove("r")).isFalse();
  }

  @Test
  void counts_tellMatchedAndStruck() {
    faults.add(rule("r", new Frequency(0, 2, 1, 1, List.of()), THROTTLE));
    struck(5);

    assertThat(faults.counts().getFirst().matched()).isEqualTo(5);
    assertThat(faults.counts().getFirst().struck()).isEqualTo(2);
  }

  @Test
  void trace_keepsTheLastThousand_withoutMembersOfRequests() {
    faults.add(rule("r", ALWAYS, THROTTLE));
    struck(1005);

    assertThat(faults.trace()).hasSize(1000);
    assertThat(faults.trace().getFirst().strike().nth()).isEqualTo(6);
    assertThat(faults.trace().getFirst().call().request()).isEmpty();
    faults.clearTrace();
    assertThat(faults.trace()).isEmpty();
  }

  @Test
  void clear_removesRules_andKeepsTheTrace() {
    faults.add(rule("r", ALWAYS, THROTTLE));
    struck(1);
    faults.clear();

    assertThat(faults.isEmpty()).isTrue();
    assertThat(faults.trace()).hasSize(1);
  }

  @Test
  void delay_recorded_isDrawnOneAfterTheOther_thenTheLast() {
    List<Duration> delays = List.of(Duration.ofMillis(5), Duration.ofMillis(9));
    faults.add(rule("r", ALWAYS, new FaultAction.Delay(new Latency.Recorded(delays))));
    List<Long> drawn = new ArrayList<>();
    for (int call = 0; call < 4; call++) {
      drawn.add(faults.strike(DECRYPT, false).orElseThrow().delay().toMillis());
    }

    assertThat(drawn).containsExactly(5L, 9L, 9L, 9L);
  }
}
