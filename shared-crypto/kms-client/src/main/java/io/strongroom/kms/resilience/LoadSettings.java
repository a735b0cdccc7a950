package io.strongroom.kms.resilience;

/**
 * How much of a service one process uses at once.
 *
 * @param callsPerSecond ceiling of this client's rate: about 80 % of the known quota
 * @param inFlight calls under way at the same time
 * @param queued calls waiting for a place; more are refused
 */
public record LoadSettings(double callsPerSecond, int inFlight, int queued) {

  /** 8,000 calls/s (the AWS default quota is 10,000), 20 in flight, 200 waiting. */
  public static final LoadSettings DEFAULT = new LoadSettings(8_000, 20, 200);

  public LoadSettings {
    if (!(callsPerSecond > 0)) {
      throw new IllegalArgumentException("calls per second must be positive");
    }
    Checks.atLeast(inFlight, 1, "in flight");
    Checks.atLeast(queued, 0, "queued");
  }
}
