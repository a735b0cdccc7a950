package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.strongroom.crypto.kms.KmsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead: so many attempts at once, so many waiting, in order of arrival.
 *
 * <p>Written here because SmallRye's keeps attempts that timed out in its queue and starts them all
 * the same, long after anybody waits for them.
 */
final class Slots implements FaultToleranceStrategy<Object> {

  private static final Duration HINT = Duration.ofSeconds(1);

  private record Waiter(
      FaultToleranceContext<Object> context, Attempt attempt, Completer<Object> result) {}

  private final FaultToleranceStrategy<Object> delegate;
  private final LoadSettings settings;
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private int inFlight;

  Slots(FaultToleranceStrategy<Object> delegate, LoadSettings settings) {
    this.delegate = delegate;
    this.settings = settings;
  }

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    Waiter waiter = new Waiter(context, context.get(Attempt.class), Completer.create());
    boolean start;
    boolean full;
    synchronized (this) {
      start = inFlight < settings.inFlight();
      full = !start && !enqueue(waiter);
      if (start) {
        inFlight++;
      }
    }
    if (full) {
      return Future.ofError(refusal(context.get(CallState.class)));
    }
    if (start) {
      run(waiter);
    }
    return waiter.result().future();
  }

  private boolean enqueue(Waiter waiter) {
    if (waiting.size() >= settings.queued()) {
      waiting.removeIf(other -> other.attempt().isAbandoned());
    }
    return waiting.size() < settings.queued() && waiting.add(waiter);
  }

  private void run(Waiter waiter) {
    waiter.attempt().start();
    delegate
        .apply(waiter.context())
        .then(
            (value, error) -> {
              Waiter next = next();
              if (error == null) {
                waiter.result().complete(value);
              } else {
                waiter.result().completeWithError(error);
              }
              if (next != null) {
                run(next);
              }
            });
  }

  /** Hands this place to the next who still waits, or frees it. */
  private synchronized @Nullable Waiter next() {
    for (Waiter waiter = waiting.poll(); waiter != null; waiter = waiting.poll()) {
      if (!waiter.attempt().isAbandoned()) {
        return waiter;
      }
    }
    inFlight--;
    return null;
  }

  private static KmsException refusal(CallState call) {
    call.refusedHere();
    return new KmsException.Throttled(
        "%s: too many calls to the KMS (%s) at once"
            .formatted(call.call().operation(), call.call().provider()),
        Optional.of(HINT));
  }
}
