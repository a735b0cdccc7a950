package io.strongroom.kms.resilience;

/**
 * Everything around the calls to one provider.
 *
 * @param provider name in events and messages, for example {@code aws}
 */
public record ResilienceSettings(
    String provider,
    RetrySettings retry,
    TimeSettings time,
    BreakerSettings breaker,
    LoadSettings load) {

  /** The defaults for calls somebody waits for. */
  public static ResilienceSettings interactive(String provider) {
    return new ResilienceSettings(
        provider,
        RetrySettings.INTERACTIVE,
        TimeSettings.DEFAULT,
        BreakerSettings.DEFAULT,
        LoadSettings.DEFAULT);
  }

  /** These settings with other retries. */
  public ResilienceSettings withRetry(RetrySettings other) {
    return new ResilienceSettings(provider, other, time, breaker, load);
  }

  /** These settings with other times. */
  public ResilienceSettings withTime(TimeSettings other) {
    return new ResilienceSettings(provider, retry, other, breaker, load);
  }

  /** These settings with another breaker. */
  public ResilienceSettings withBreaker(BreakerSettings other) {
    return new ResilienceSettings(provider, retry, time, other, load);
  }

  /** These settings with another load. */
  public ResilienceSettings withLoad(LoadSettings other) {
    return new ResilienceSettings(provider, retry, time, breaker, other);
  }
}
