package io.strongroom.emulator.service;

import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.limit.CallCounters;
import io.strongroom.emulator.limit.Counted;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.limit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts calls and holds them to their quotas. Thread-safe. */
@ApplicationScoped
public class CallLimits {

  private final RateLimiter limiter;
  private final CallCounters counters;
  private final boolean telling;

  CallLimits(RateLimiter limiter, CallCounters counters, KmsConfig config) {
    this.limiter = limiter;
    this.counters = counters;
    this.telling = config.emulatorHeaders();
  }

  /**
   * An answered call.
   *
   * @param faults names of the rules that struck it
   */
  public record Answered(String operation, List<String> faults, long nanos) {

    public Answered {
      faults = List.copyOf(faults);
    }
  }

  /** Counts a call and takes it from its quota; throws {@code THROTTLED} when that is used up. */
  public void take(String operation, Quota quota, Scope scope) {
    if (!tryTake(operation, quota, Counted.of(scope))) {
      throw KmsRefusal.throttled();
    }
  }

  /** Counts an answer and its time, and tells the client of them where that is switched on. */
  public WireReply answered(WireReply reply, Answered call) {
    counters.took(call.operation(), call.nanos());
    if (!telling) {
      return reply;
    }
    Map<String, String> headers = new TreeMap<>(reply.headers());
    headers.put("X-Emulator-Operation", call.operation());
    headers.put("X-Emulator-Micros", String.valueOf(call.nanos() / 1000));
    if (!call.faults().isEmpty()) {
      headers.put("X-Emulator-Faults", String.join(", ", call.faults()));
    }
    return reply.with(headers);
  }

  /** As {@link #take}, telling instead of throwing. */
  public boolean tryTake(String operation, Quota quota, Counted whose) {
    counters.called(operation);
    return limiter.tryTake(whose, quota, operation);
  }

  /** Takes from one more quota a call that was counted. */
  public boolean tryTakeToo(String operation, Quota quota, Counted whose) {
    return limiter.tryTake(whose, quota, operation);
  }

  /** Requests per second of a quota. */
  public double rate(Quota quota, Region region) {
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
