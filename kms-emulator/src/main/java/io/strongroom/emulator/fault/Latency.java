package io.strongroom.emulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** How long delayed calls take in addition. */
public sealed interface Latency {

  /** The longest delay there is. */
  Duration MAX = Duration.ofMinutes(10);

  /** Evenly between the two; always the same when they are equal. */
  record Uniform(Duration least, Duration most) implements Latency {
    public Uniform {
      if (least.isNegative() || most.compareTo(least) < 0 || most.compareTo(MAX) > 0) {
        throw new IllegalArgumentException("a delay must be between 0 and 10 minutes");
      }
    }
  }

  /**
   * Log-normal, as latencies of real services are: half of the calls take less than the median.
   *
   * @param sigma standard deviation of the logarithm
   */
  record LogNormal(Duration median, double sigma) implements Latency {
    public LogNormal {
      if (median.isNegative() || median.compareTo(MAX) > 0 || !(sigma >= 0 && sigma <= 10)) {
        throw new IllegalArgumentException(
            "a median must be between 0 and 10 minutes, a sigma between 0 and 10");
      }
    }
  }

  /** As traced: one after the other, then the last. */
  record Recorded(List<Duration> delays) implements Latency {
    public Recorded {
      delays = List.copyOf(delays);
      if (delays.isEmpty() || delays.stream().anyMatch(Recorded::isWrong)) {
        throw new IllegalArgumentException("delays must be between 0 and 10 minutes");
      }
    }

    private static boolean isWrong(Duration delay) {
      return delay.isNegative() || delay.compareTo(MAX) > 0;
    }
  }

  /**
   * Draws a delay.
   *
   * @param strikes how many were drawn before
   */
  default Duration draw(Random random, long strikes) {
    double millis =
        switch (this) {
          case Recorded(List<Duration> delays) ->
              delays.get((int) Math.min(strikes, delays.size() - 1)).toMillis();
          case Uniform(Duration least, Duration most) ->
              least.toMillis() + random.nextDouble() * (most.toMillis() - least.toMillis());
          case LogNormal(Duration median, double sigma) ->
              median.toMillis() * Math.exp(sigma * random.nextGaussian());
        };
    return Duration.ofMillis(Math.min(Math.round(millis), MAX.toMillis()));
  }
}
