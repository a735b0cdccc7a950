package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.strongroom.kms.events.KmsEvents;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** What all clients of one provider share. */
final class SharedResilience {

  // ThreadLocalRandom.current() must be asked on the thread that uses it.
  private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

  final ResilienceSettings settings;
  final TimeSource time;
  final Circuits circuits;
  final AdaptiveRate rate;
  final FaultToleranceStrategy<Object> gate;
  final DecryptFlights flights;
  final Refusals refusals;
  final KmsEvents events;

  SharedResilience(ResilienceSettings settings, KmsEvents events, TimeSource time) {
    this.settings = settings;
    this.time = time;
    this.events = events;
    this.circuits = new Circuits(settings, time, events);
    this.rate = new AdaptiveRate(settings.load().callsPerSecond(), time);
    FaultToleranceStrategy<Object> attempt =
        new AttemptTimeout(
            new Slots(new Invocation(), settings.load()), settings.time().attempt(), time, events);
    this.gate =
        new PacedQueue(
            new RateLearner(attempt, rate, events), new TokenBucket(rate::perSecond, time), time);
    this.flights =
        new DecryptFlights(
            settings.time(), time, keyId -> events.cacheHit("decrypt-flight", keyId));
    this.refusals =
        new Refusals(settings.time().refusal(), time, keyId -> events.cacheHit("negative", keyId));
  }

  Retries retries(RetrySettings retry) {
    return new Retries(
        retry, new Backoff(retry, RANDOM), new RetryQuota(retry.quota()), time, events);
  }
}
