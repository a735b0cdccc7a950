package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.BreakerState;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts what the KMS client does. Keys are not labels: their number has no bound. */
@Singleton
public final class KmsMetrics implements KmsEvents {

  private static final Logger LOG = Logger.getLogger("io.strongroom.kms");

  private final MeterRegistry registry;

  KmsMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void attempt(KmsCall call, Duration took, @Nullable KmsException failure) {
    registry
        .timer(
            "strongroom.kms.attempts",
            "provider",
            call.provider(),
            "operation",
            call.operation(),
            "outcome",
            failure == null ? "ok" : failure.getClass().getSimpleName())
        .record(took);
  }

  @Override
  public void retry(KmsCall call, int attempt, Duration wait, KmsException reason) {
    count("strongroom.kms.retries", call);
    LOG.infof(
        "KMS %s: attempt %d failed (%s), next in %d ms",
        call.operation(), attempt, reason.getClass().getSimpleName(), wait.toMillis());
  }

  @Override
  public void throttled(KmsCall call) {
    count("strongroom.kms.throttled", call);
  }

  @Override
  public void refused(KmsCall call, KmsException reason) {
    count("strongroom.kms.refused", call);
  }

  @Override
  public void breaker(String provider, String keyId, BreakerState state) {
    LOG.warnf("KMS breaker of %s is %s", keyId, state);
  }

  @Override
  public void cacheHit(String cache, String keyId) {
    registry.counter("strongroom.kms.cache.hits", "cache", cache).increment();
  }

  private void count(String name, KmsCall call) {
    registry.counter(name, "provider", call.provider(), "operation", call.operation()).increment();
  }
}
