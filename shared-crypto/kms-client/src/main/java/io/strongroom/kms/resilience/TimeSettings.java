package io.strongroom.kms.resilience;

import java.time.Duration;

/**
 * The times a caller is made to wait, and the time a refusal is remembered.
 *
 * @param total from the call to its answer, retries and waits included
 * @param attempt one attempt
 * @param refusal how long "denied", "disabled" and "no such key" are answered from memory; zero
 *     switches that off
 * @param sharing how long after a decrypt was asked for its answer is given to others who read the
 *     same, whatever {@code linger} says; zero: only to those who asked before it came
 * @param linger how long an unwrapped key stays, for more readers of the same, after the last of
 *     them let go of it; zero: it is zeroed with the last
 */
public record TimeSettings(
    Duration total, Duration attempt, Duration refusal, Duration sharing, Duration linger) {

  /** 10 s in all, 2 s an attempt, refusals kept 1 s, decrypts shared 5 s, kept 1 s unused. */
  public static final TimeSettings DEFAULT =
      new TimeSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  /** As the default, with 5 s an attempt. */
  static final TimeSettings PATIENT =
      new TimeSettings(
          DEFAULT.total, Duration.ofSeconds(5), DEFAULT.refusal, DEFAULT.sharing, DEFAULT.linger);

  public TimeSettings {
    Checks.positive(total, "total time");
    Checks.positive(attempt, "attempt time");
    Checks.notNegative(refusal, "refusal time");
    Checks.notNegative(sharing, "sharing time");
    Checks.notNegative(linger, "linger time");
  }
}
