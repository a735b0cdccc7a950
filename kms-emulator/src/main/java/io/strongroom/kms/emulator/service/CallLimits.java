package io.strongroom.kms.emulator.service;

import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Scope;
import io.strongroom.kms.emulator.limit.CallCounters;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.limit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Counts calls and holds them to their quotas. Thread-safe. */
@ApplicationScoped
public class CallLimits {

  private final RateLimiter limiter;
  private final CallCounters counters;

  CallLimits(RateLimiter limiter, CallCounters counters) {
    this.limiter = limiter;
    this.counters = counters;
  }

  /** Counts a call and takes it from its quota; throws {@code THROTTLED} when that is used up. */
  public void take(String operation, Quota quota, Scope scope) {
    if (!tryTake(operation, quota, scope)) {
      throw KmsRefusal.throttled();
    }
  }

  /** Counts an answer and its time since {@code startInNanos}. */
  public void answered(String operation, long startInNanos) {
    counters.took(operation, System.nanoTime() - startInNanos);
  }

  /** As {@link #take}, telling instead of throwing. */
  public boolean tryTake(String operation, Quota quota, Scope scope) {
    counters.called(operation);
    return limiter.tryTake(scope.account(), scope.region(), quota, operation);
  }

  /** Takes from one more quota a call that was counted. */
  public boolean tryTakeToo(String operation, Quota quota, Scope scope) {
    return limiter.tryTake(scope.account(), scope.region(), quota, operation);
  }

  /** Requests per second of a quota. */
  public double rate(Quota quota, String region) {
    return limiter.limits().rate(quota, region);
  }

  /** Counts a refusal. */
  public void refused(String error) {
    counters.refused(error);
  }

  /** Headers for throttled callers. */
  public Map<String, String> retryHints() {
    return limiter.limits().hints().headers();
  }
}
