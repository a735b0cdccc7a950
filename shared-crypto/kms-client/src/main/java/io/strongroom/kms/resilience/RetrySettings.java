package io.strongroom.kms.resilience;

import java.time.Duration;

/**
 * How often and after what wait a call is tried again. The wait before retry <i>i</i> (from 0) is
 * uniform between zero and {@code min(cap, base × 2^i)}: full jitter.
 *
 * @param attempts tries in all, the first included; at least 1
 * @param throttleBase base after the service said it gets too many requests
 * @param transientBase base after a timeout, a lost connection or a failure of the service
 * @param cap ceiling of one computed wait; a server's hint may exceed it by at most 5 seconds
 * @param quota what keeps retries from adding to an outage
 */
public record RetrySettings(
    int attempts, Duration throttleBase, Duration transientBase, Duration cap, Quota quota) {

  /** 4 attempts; bases 500 ms and 50 ms; cap 5 s. For calls somebody waits for. */
  public static final RetrySettings INTERACTIVE =
      new RetrySettings(
          4, Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofSeconds(5), Quota.DEFAULT);

  /** 6 attempts and a cap of 20 s. For rotation and re-wrapping in bulk. */
  public static final RetrySettings BACKGROUND =
      new RetrySettings(
          6, Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofSeconds(20), Quota.DEFAULT);

  public RetrySettings {
    Checks.atLeast(attempts, 1, "attempts");
    Checks.notNegative(throttleBase, "throttle base");
    Checks.notNegative(transientBase, "transient base");
    Checks.notNegative(cap, "cap");
  }

  /**
   * A retry takes its cost from one purse per client, a success gives the last cost back (1 after a
   * call without retries). An empty purse means no retries until calls succeed again.
   *
   * @param capacity size of the purse
   */
  public record Quota(int capacity, int throttleCost, int transientCost, int timeoutCost) {

    /** 500; a retry costs 5 after a throttle, 14 after a failure, 10 after a timeout. */
    public static final Quota DEFAULT = new Quota(500, 5, 14, 10);

    public Quota {
      Checks.atLeast(capacity, 0, "capacity");
      Checks.atLeast(throttleCost, 0, "throttle cost");
      Checks.atLeast(transientCost, 0, "transient cost");
      Checks.atLeast(timeoutCost, 0, "timeout cost");
    }
  }
}
