package io.strongroom.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  private static List<Long> drawn(Latency latency) {
    Random random = new Random(42);
    return IntStream.range(0, 1000)
        .mapToObj(strikes -> latency.draw(random, strikes).toMillis())
        .toList();
  }

  @Test
  void uniform_staysWithinItsBounds_andUsesThem() {
    List<Long> drawn = drawn(new Latency.Uniform(ms(10), ms(20)));

    assertThat(drawn).allMatch(millis -> millis >= 10 && millis <= 20);
    assertThat(drawn).contains(10L, 20L);
  }

  @Test
  void uniform_ofEqualBounds_isAlwaysTheSame() {
    assertThat(drawn(new Latency.Uniform(ms(7), ms(7)))).containsOnly(7L);
  }

  @Test
  void logNormal_halfIsBelowTheMedian() {
    long below = drawn(new Latency.LogNormal(ms(100), 0.5)).stream().filter(m -> m < 100).count();

    assertThat(below).isBetween(400L, 600L);
  }

  @Test
  void logNormal_withoutDeviation_isTheMedian() {
    assertThat(drawn(new Latency.LogNormal(ms(100), 0))).containsOnly(100L);
  }

  @Test
  void logNormal_isNeverLongerThanTheLongest() {
    assertThat(drawn(new Latency.LogNormal(Latency.MAX, 10)))
        .allMatch(millis -> millis <= Latency.MAX.toMillis());
  }

  @ParameterizedTest
  @CsvSource({"-1, 5", "5, 4", "0, 600001"})
  void uniform_outOfBounds_refused(long least, long most) {
    assertThatThrownBy(() -> new Latency.Uniform(ms(least), ms(most)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "600001, 1", "1, -0.1", "1, 10.1", "1, NaN"})
  void logNormal_outOfBounds_refused(long median, double sigma) {
    assertThatThrownBy(() -> new Latency.LogNormal(ms(median), sigma))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void recorded_withoutADelay_orWithAWrongOne_refused() {
    assertThatThrownBy(() -> new Latency.Recorded(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Latency.Recorded(List.of(ms(1), ms(-1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Latency.Recorded(List.of(Latency.MAX.plusMillis(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
