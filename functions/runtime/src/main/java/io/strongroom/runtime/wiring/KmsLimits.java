package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.kms.bucketkey.BucketKeySettings;
import io.strongroom.kms.resilience.BreakerSettings;
import io.strongroom.kms.resilience.LoadSettings;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.kms.resilience.RetrySettings;
import io.strongroom.kms.resilience.TimeSettings;
import io.strongroom.runtime.config.BucketKeysConfig;
import io.strongroom.runtime.config.KmsLimitsConfig;
import java.util.Set;

/** From configured limits to settings. */
final class KmsLimits {

  private KmsLimits() {}

  /** {@code standard} with what is configured in its place. */
  static ResilienceSettings apply(KmsLimitsConfig config, ResilienceSettings standard) {
    return standard
        .withRetry(retry(config, standard.retry()))
        .withTime(time(config, standard.time()))
        .withBreaker(breaker(config, standard.breaker()))
        .withLoad(load(config, standard.load()));
  }

  /** How long bucket keys are used; {@code serviceKey} as calls name it. */
  static BucketKeySettings bucketKeys(BucketKeysConfig config, KeyName serviceKey) {
    return new BucketKeySettings(
        config.maxAge(),
        config.maxObjects(),
        config.maxEntries(),
        new BucketKeySettings.ServiceKeys(Set.of(serviceKey), config.serviceMaxAge()));
  }

  private static RetrySettings retry(KmsLimitsConfig config, RetrySettings standard) {
    RetrySettings.Quota quota = standard.quota();
    return new RetrySettings(
        config.attempts().orElse(standard.attempts()),
        config.throttleBackoff().orElse(standard.throttleBase()),
        config.failureBackoff().orElse(standard.transientBase()),
        config.backoffCap().orElse(standard.cap()),
        new RetrySettings.Quota(
            config.retryQuota().orElse(quota.capacity()),
            quota.throttleCost(),
            quota.transientCost(),
            quota.timeoutCost()));
  }

  private static TimeSettings time(KmsLimitsConfig config, TimeSettings standard) {
    return new TimeSettings(
        config.totalTimeout().orElse(standard.total()),
        config.attemptTimeout().orElse(standard.attempt()),
        config.refusalMemory().orElse(standard.refusal()),
        config.decryptSharing().orElse(standard.sharing()),
        config.decryptLinger().orElse(standard.linger()));
  }

  private static BreakerSettings breaker(KmsLimitsConfig config, BreakerSettings standard) {
    return new BreakerSettings(
        config.breakerWindow().orElse(standard.window()),
        config.breakerRatio().orElse(standard.failureRatio()),
        config.breakerOpen().orElse(standard.openFor()),
        config.breakerOpenAtMost().orElse(standard.openForAtMost()));
  }

  private static LoadSettings load(KmsLimitsConfig config, LoadSettings standard) {
    return new LoadSettings(
        config.callsPerSecond().orElse(standard.callsPerSecond()),
        config.inFlight().orElse(standard.inFlight()),
        config.queued().orElse(standard.queued()));
  }
}
