package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.retry.AsyncDelay;
import io.smallrye.faulttolerance.core.retry.Retry;
import io.smallrye.faulttolerance.core.retry.SyncDelay;
import io.smallrye.faulttolerance.core.util.ResultDecision;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Takes one call through deadline, retries and attempt timeout, in this order from the outside.
 *
 * <p>SmallRye's strategies are used from its core because its public builders fix the clock, the
 * timer thread and the breaker's scope. All state that outlives a call is here and shared by every
 * call of one provider.
 */
final class Pipeline {

  private final ResilienceSettings settings;
  private final TimeSource time;
  private final Retries retries;
  private final FaultToleranceTimer timer;
  private final FaultToleranceStrategy<Object> attempts;

  Pipeline(ResilienceSettings settings, KmsEvents events, TimeSource time, RandomGenerator random) {
    this.settings = settings;
    this.time = time;
    this.timer = new FaultToleranceTimer(time);
    this.retries =
        new Retries(
            settings.retry(),
            new Backoff(settings.retry(), random),
            new RetryQuota(settings.retry().quota()),
            time,
            events);
    this.attempts = new AttemptTimeout(new Invocation(), settings.time().attempt(), time, events);
  }

  <T> CompletionStage<T> run(
      KmsCall call, Class<T> type, Supplier<? extends CompletionStage<T>> action) {
    CallState state = new CallState(call, time.nanoTime() + settings.time().total().toNanos());
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable cancelDeadline =
        time.schedule(
            settings.time().total(), () -> answer.completeExceptionally(deadlineFailure(state)));
    var _ =
        answer.whenComplete(
            (value, error) -> {
              state.end();
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
    return retry(state).apply(context);
  }

  private FaultToleranceStrategy<Object> retry(CallState state) {
    AsyncDelay delay = (cause, task, executor) -> time.schedule(state.nextWait(), task);
    return new Retry<>(
        attempts,
        "KMS call",
        ResultDecision.ALWAYS_EXPECTED,
        failure -> !retries.again(state, failure),
        settings.retry().attempts() - 1L,
        0, // the deadline is ours: it also cuts an attempt that is under way
        SyncDelay.NONE,
        () -> delay,
        timer,
        null);
  }

  private KmsException deadlineFailure(CallState state) {
    KmsException last = state.lastFailure();
    return last != null
        ? last
        : new KmsException.Unavailable(
            "%s: the KMS (%s) did not answer within %d ms"
                .formatted(
                    state.call().operation(),
                    state.call().provider(),
                    settings.time().total().toMillis()));
  }
}
