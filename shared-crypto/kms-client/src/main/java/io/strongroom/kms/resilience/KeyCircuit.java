package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerEvents.StateTransition;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.BreakerState;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The circuit breaker of one key. Only failures of the service count: a key that refuses, or a
 * service that throttles, is alive.
 *
 * <p>SmallRye's breaker stays open for a fixed time. The doubling with failed probes is ours: calls
 * are held off before they reach it until the longer time has passed. It begins with the sixth
 * failed probe: a restart or a failover is over by then, and whoever comes back from one is found
 * within the first open time.
 */
final class KeyCircuit implements FaultToleranceStrategy<Object> {

  private static final int PROBES_BEFORE_DOUBLING = 5;

  private final CircuitBreaker<Object> breaker;
  private final BreakerSettings settings;
  private final TimeSource time;
  private final Consumer<BreakerState> listener;
  private BreakerState state = BreakerState.CLOSED;
  private long openUntil;
  private int failedProbes;

  KeyCircuit(
      FaultToleranceStrategy<Object> delegate,
      BreakerSettings settings,
      TimeSource time,
      Consumer<BreakerState> listener) {
    FaultToleranceTimer timer = new FaultToleranceTimer(time);
    this.breaker =
        new CircuitBreaker<>(
            delegate,
            "KMS key",
            failure -> !(failure instanceof KmsException.Unavailable),
            settings.openFor().toMillis(),
            settings.window(),
            settings.failureRatio(),
            1,
            timer,
            timer);
    this.settings = settings;
    this.time = time;
    this.listener = listener;
  }

  /** To be registered once with each call's context. */
  void moved(StateTransition transition) {
    switch (transition) {
      case TO_OPEN -> opened();
      case TO_CLOSED -> closed();
      // SmallRye's own time is up; ours may not be. See apply.
      case TO_HALF_OPEN -> {}
    }
  }

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    CallState call = context.get(CallState.class);
    Duration left = untilProbe();
    if (!left.isZero()) {
      return Future.ofError(refusal(call, left));
    }
    Completer<Object> result = Completer.create();
    breaker
        .apply(context)
        .then(
            (value, error) -> {
              if (error == null) {
                result.complete(value);
              } else if (error instanceof CircuitBreakerOpenException) {
                result.completeWithError(refusal(call, settings.openFor()));
              } else {
                result.completeWithError(error);
              }
            });
    return result.future();
  }

  synchronized BreakerState state() {
    return state;
  }

  private Duration untilProbe() {
    boolean probing;
    synchronized (this) {
      long left = openUntil - time.nanoTime();
      if (state == BreakerState.OPEN && left > 0) {
        return Duration.ofNanos(left);
      }
      probing = state == BreakerState.OPEN;
      if (probing) {
        state = BreakerState.HALF_OPEN;
      }
    }
    if (probing) {
      listener.accept(BreakerState.HALF_OPEN);
    }
    return Duration.ZERO;
  }

  private void opened() {
    synchronized (this) {
      failedProbes = state == BreakerState.HALF_OPEN ? failedProbes + 1 : 0;
      state = BreakerState.OPEN;
      openUntil = time.nanoTime() + openTime(failedProbes).toNanos();
    }
    listener.accept(BreakerState.OPEN);
  }

  private void closed() {
    synchronized (this) {
      failedProbes = 0;
      state = BreakerState.CLOSED;
    }
    listener.accept(BreakerState.CLOSED);
  }

  private Duration openTime(int probesFailed) {
    int doublings = Math.max(0, probesFailed - PROBES_BEFORE_DOUBLING);
    double grown = Math.scalb((double) settings.openFor().toNanos(), doublings);
    return Duration.ofNanos((long) Math.min(grown, (double) settings.openForAtMost().toNanos()));
  }

  private static KmsException refusal(CallState call, Duration left) {
    call.refusedHere();
    return new KmsException.Unavailable(
        "%s: the KMS (%s) has been failing for key %s and is not asked for another %d ms"
            .formatted(
                call.call().operation(),
                call.call().provider(),
                call.call().keyId(),
                Math.max(1, left.toMillis())));
  }
}
