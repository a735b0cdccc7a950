package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerEvents.StateTransition;
import io.smallrye.faulttolerance.core.retry.AsyncDelay;
import io.smallrye.faulttolerance.core.retry.Retry;
import io.smallrye.faulttolerance.core.retry.SyncDelay;
import io.smallrye.faulttolerance.core.util.ResultDecision;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Takes one call from the outside to the provider: deadline, retries, breaker of the key, pace,
 * attempt timeout, a free place. Retries are outermost, so each attempt passes all the rest.
 *
 * <p>SmallRye's strategies are used from its core because its public builders fix the clock, the
 * timer thread and the breaker's scope.
 */
final class Pipeline {

  private static final Duration HINT = Duration.ofSeconds(2);

  private final Retries retries;
  private final int attempts;
  private final Duration total;
  private final Entrance entrance;
  private final TimeSource time;
  private final FaultToleranceTimer timer;

  /** What an attempt has to pass before it reaches the provider. */
  interface Entrance {
    /** The strategy for attempts with this key, which is registered with the call's context. */
    FaultToleranceStrategy<Object> open(String keyId, FaultToleranceContext<Object> context);
  }

  Pipeline(Retries retries, int attempts, Duration total, Entrance entrance, TimeSource time) {
    this.retries = retries;
    this.attempts = attempts;
    this.total = total;
    this.entrance = entrance;
    this.time = time;
    this.timer = new FaultToleranceTimer(time);
  }

  /** Attempts that pass the breaker of their key and then {@code gate}. */
  static Entrance breakers(Circuits circuits, FaultToleranceStrategy<Object> gate) {
    return (keyId, context) -> {
      KeyCircuit circuit = circuits.of(keyId, gate);
      context.registerEventHandler(StateTransition.class, circuit::moved);
      return circuit;
    };
  }

  <T> CompletionStage<T> run(
      KmsCall call, CallTrace trace, Class<T> type, Supplier<? extends CompletionStage<T>> action) {
    CallState state = new CallState(call, trace, time.nanoTime() + total.toNanos());
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable cancelDeadline =
        time.schedule(total, () -> answer.completeExceptionally(deadlineFailure(state)));
    var _ =
        answer.whenComplete(
            (value, error) -> {
              state.end();
              trace.end(error);
              cancelDeadline.run();
            });
    start(state, action)
        .then(
            (value, error) -> {
              if (error != null) {
                answer.completeExceptionally(error);
              } else {
                retries.succeeded(state);
                if (!answer.complete(type.cast(value))) {
                  Attempt.close(value);
                }
              }
            });
    return answer;
  }

  private Future<Object> start(CallState state, Supplier<? extends CompletionStage<?>> action) {
    FaultToleranceContext<Object> context =
        new FaultToleranceContext<>(
            () -> {
              throw new IllegalStateException("the invocation strategy does not delegate");
            },
            true);
    context.set(CallState.class, state);
    context.set(Invocation.Action.class, new Invocation.Action(action));
    return retry(state, entrance.open(state.call().keyId(), context)).apply(context);
  }

  private FaultToleranceStrategy<Object> retry(
      CallState state, FaultToleranceStrategy<Object> delegate) {
    AsyncDelay delay = (cause, task, executor) -> time.schedule(state.nextWait(), task);
    return new Retry<>(
        delegate,
        "KMS call",
        ResultDecision.ALWAYS_EXPECTED,
        failure -> !retries.again(state, failure),
        attempts - 1L,
        0, // the deadline is ours: it also cuts an attempt that is under way
        SyncDelay.NONE,
        () -> delay,
        timer,
        null);
  }

  private KmsException deadlineFailure(CallState state) {
    KmsException last = state.lastFailure();
    if (last != null) {
      return last;
    }
    return state.isWaitingForTurn()
        ? new KmsException.Throttled(
            "%s (%s): waited too long for the KMS to take more calls"
                .formatted(state.call().operation(), state.call().provider()),
            Optional.of(HINT))
        : new KmsException.Unavailable(
            "%s: the KMS (%s) did not answer within %d ms"
                .formatted(state.call().operation(), state.call().provider(), total.toMillis()));
  }
}
