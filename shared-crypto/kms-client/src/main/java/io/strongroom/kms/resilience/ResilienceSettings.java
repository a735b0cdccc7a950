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

  /**
   * For a KMS on the same machine: 5 s an attempt instead of 2. When that machine is busy the KMS
   * is slow and not gone, and giving up early would only have it do the work again.
   */
  public static ResilienceSettings sameMachine(String provider) {
    return interactive(provider).withTime(TimeSettings.PATIENT);
  }

  /** For a service in the cloud, whose guides ask for 5 s an attempt. */
  public static ResilienceSettings cloud(String provider) {
    return interactive(provider).withTime(TimeSettings.PATIENT);
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
