package io.strongroom.kms.testing;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.BreakerState;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everything the client tells. */
public final class RecordedEvents implements KmsEvents {

  public final List<Duration> waits = new CopyOnWriteArrayList<>();
  public final List<String> attempts = new CopyOnWriteArrayList<>();
  public final List<KmsCall> throttles = new CopyOnWriteArrayList<>();
  public final List<BreakerState> breaker = new CopyOnWriteArrayList<>();
  public final List<String> unusable = new CopyOnWriteArrayList<>();
  public final List<String> usable = new CopyOnWriteArrayList<>();
  public final List<String> cacheHits = new CopyOnWriteArrayList<>();
  public final List<KmsException> refusals = new CopyOnWriteArrayList<>();

  @Override
  public void attempt(KmsCall call, Duration took, KmsException failure) {
    attempts.add(
        call.operation() + (failure == null ? " ok" : " " + failure.getClass().getSimpleName()));
  }

  @Override
  public void retry(KmsCall call, int attempt, Duration wait, KmsException reason) {
    waits.add(wait);
  }

  @Override
  public void throttled(KmsCall call) {
    throttles.add(call);
  }

  @Override
  public void refused(KmsCall call, KmsException reason) {
    refusals.add(reason);
  }

  @Override
  public void breaker(String provider, String keyId, BreakerState state) {
    breaker.add(state);
  }

  @Override
  public void unusable(String provider, String reason) {
    unusable.add(provider + ": " + reason);
  }

  @Override
  public void usable(String provider) {
    usable.add(provider);
  }

  @Override
  public void cacheHit(String cache, String keyId) {
    cacheHits.add(cache);
  }
}
