package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.timeout.Timeout;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsEvents;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Bounds one attempt and tells the listener how it ended. */
final class AttemptTimeout implements FaultToleranceStrategy<Object> {

  private static final Duration HINT = Duration.ofSeconds(1);

  private final FaultToleranceStrategy<Object> timeout;
  private final Duration limit;
  private final TimeSource time;
  private final KmsEvents events;

  AttemptTimeout(
      FaultToleranceStrategy<Object> delegate, Duration limit, TimeSource time, KmsEvents events) {
    this.timeout =
        new Timeout<>(
            delegate, "KMS call", Math.max(1, limit.toMillis()), new FaultToleranceTimer(time));
    this.limit = limit;
    this.time = time;
    this.events = events;
  }

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    CallState state = context.get(CallState.class);
    Attempt attempt = new Attempt();
    context.set(Attempt.class, attempt);
    state.attemptStarts();
    CallTrace.AttemptTrace trace = state.trace().attempt(state.attempts());
    context.set(CallTrace.AttemptTrace.class, trace);
    long start = time.nanoTime();
    Completer<Object> result = Completer.create();
    timeout
        .apply(context)
        .then(
            (value, error) -> {
              Throwable failure = error == null ? null : translate(error, state, attempt);
              report(state, start, failure);
              trace.end(failure);
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeWithError(failure);
              }
            });
    return result.future();
  }

  private Throwable translate(Throwable error, CallState state, Attempt attempt) {
    if (!(error instanceof TimeoutException)) {
      return error;
    }
    attempt.abandon();
    if (!attempt.isStarted()) {
      state.refusedHere();
      return new KmsException.Throttled(
          "%s: waited too long for a free place among the calls to the KMS (%s)"
              .formatted(state.call().operation(), state.call().provider()),
          Optional.of(HINT));
    }
    state.timedOut();
    return new KmsException.Unavailable(
        "%s: the KMS (%s) did not answer within %d ms"
            .formatted(state.call().operation(), state.call().provider(), limit.toMillis()));
  }

  private void report(CallState state, long start, @Nullable Throwable failure) {
    KmsException reason = failure instanceof KmsException kms ? kms : null;
    if (reason != null) {
      state.failed(reason);
    }
    if (state.wasRefusedHere()) {
      return;
    }
    events.attempt(state.call(), Duration.ofNanos(time.nanoTime() - start), reason);
    if (reason instanceof KmsException.Throttled) {
      events.throttled(state.call());
    }
  }
}
