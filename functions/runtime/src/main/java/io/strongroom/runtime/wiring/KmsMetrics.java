package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.kms.events.BreakerState;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.runtime.audit.RequestTrail;
import io.strongroom.runtime.tracing.KmsSpans;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the KMS client does, has its calls traced, and writes a line for what an operator
 * would ask about. Keys are labels up to a number; a client that makes names up must not fill the
 * memory.
 */
@Singleton
public final class KmsMetrics implements KmsEvents {

  private static final Logger LOG = Logger.getLogger("io.strongroom.kms");
  private static final int MOST_KEYS = 100;
  private static final String OTHER_KEY = "other";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final KmsSpans spans;
  private final RequestTrail trail;
  private final Map<String, String> keyLabels = new ConcurrentHashMap<>();
  private final Map<Tags, AtomicInteger> breakers = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> rates = new ConcurrentHashMap<>();

  KmsMetrics(MeterRegistry registry, KmsSpans spans, RequestTrail trail) {
    this.registry = registry;
    this.spans = spans;
    this.trail = trail;
  }

  @Override
  public CallTrace begins(KmsCall call, Requester requester) {
    trail.kms(requester.requestId(), call.keyId());
    return spans.begin(call, requester);
  }

  @Override
  public void attempt(KmsCall call, Duration took, @Nullable KmsException failure) {
    String outcome = failure == null ? "ok" : name(failure);
    Timer.builder("strongroom.kms.attempts")
        .tags(tags(call).and("outcome", outcome))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
    LOG.debugf(
        "kms attempt provider=%s operation=%s key=%s outcome=%s ms=%d",
        call.provider(), call.operation(), call.keyId(), outcome, took.toMillis());
  }

  @Override
  public void retry(KmsCall call, int attempt, Duration wait, KmsException reason) {
    registry.counter("strongroom.kms.retries", tags(call)).increment();
    LOG.infof(
        "kms retry provider=%s operation=%s key=%s attempt=%d reason=%s wait_ms=%d",
        call.provider(), call.operation(), call.keyId(), attempt, name(reason), wait.toMillis());
  }

  @Override
  public void throttled(KmsCall call) {
    registry.counter("strongroom.kms.throttled", tags(call)).increment();
  }

  @Override
  public void refused(KmsCall call, KmsException reason) {
    registry.counter("strongroom.kms.refused", tags(call).and("reason", name(reason))).increment();
  }

  @Override
  public void breaker(String provider, String keyId, BreakerState state) {
    breakers
        .computeIfAbsent(Tags.of("provider", provider, "key", keyLabel(keyId)), this::breakerGauge)
        .set(
            switch (state) {
              case CLOSED -> 0;
              case OPEN, HALF_OPEN -> 1;
            });
    LOG.warnf("kms breaker provider=%s key=%s state=%s", provider, keyId, state);
  }

  @Override
  public void unusable(String provider, String reason) {
    LOG.warnf("kms unusable provider=%s reason=%s", provider, reason);
  }

  @Override
  public void usable(String provider) {
    LOG.infof("kms usable again provider=%s", provider);
  }

  @Override
  public void rate(String provider, double callsPerSecond) {
    rates.computeIfAbsent(provider, this::rateGauge).set(Math.round(callsPerSecond));
    LOG.infof("kms rate provider=%s calls_per_second=%.1f", provider, callsPerSecond);
  }

  @Override
  public void cacheHit(String cache, String keyId) {
    registry.counter("strongroom.kms.cache.hits", "cache", cache).increment();
  }

  private AtomicInteger breakerGauge(Tags tags) {
    AtomicInteger state = new AtomicInteger();
    Gauge.builder("strongroom.kms.breaker.open", state, AtomicInteger::get)
        .tags(tags)
        .register(registry);
    return state;
  }

  private AtomicLong rateGauge(String provider) {
    AtomicLong rate = new AtomicLong();
    Gauge.builder("strongroom.kms.rate", rate, AtomicLong::get)
        .tag("provider", provider)
        .register(registry);
    return rate;
  }

  private Tags tags(KmsCall call) {
    return Tags.of(
        "provider", call.provider(), "operation", call.operation(), "key", keyLabel(call.keyId()));
  }

  private String keyLabel(String keyId) {
    String known = keyLabels.get(keyId);
    if (known != null) {
      return known;
    }
    return keyLabels.size() < MOST_KEYS
        ? keyLabels.computeIfAbsent(keyId, each -> each)
        : OTHER_KEY;
  }

  private static String name(KmsException failure) {
    return failure.getClass().getSimpleName();
  }
}
