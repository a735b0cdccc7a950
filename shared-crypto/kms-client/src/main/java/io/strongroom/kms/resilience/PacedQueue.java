package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.strongroom.crypto.kms.KmsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Lets attempts through in order of arrival at the pace of a bucket, and refuses those that would
 * wait past their deadline. Nobody is given a time in advance: when the pace changes, it changes
 * for those who wait too.
 */
final class PacedQueue implements FaultToleranceStrategy<Object> {

  private static final Duration HINT = Duration.ofSeconds(2);
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(1);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(100);

  private record Waiter(
      FaultToleranceContext<Object> context, CallState call, Completer<Object> result) {}

  private final FaultToleranceStrategy<Object> delegate;
  private final TokenBucket bucket;
  private final TimeSource time;
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private boolean looking;

  PacedQueue(FaultToleranceStrategy<Object> delegate, TokenBucket bucket, TimeSource time) {
    this.delegate = delegate;
    this.bucket = bucket;
    this.time = time;
  }

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    CallState call = context.get(CallState.class);
    Waiter waiter = new Waiter(context, call, Completer.create());
    synchronized (this) {
      if (!waiting.isEmpty() || !bucket.take()) {
        Duration wait = bucket.until(waiting.size() + 1);
        if (wait.compareTo(call.remaining(time.nanoTime())) > 0) {
          return refuse(call);
        }
        waiting.add(waiter);
        call.waitsForTurn();
        lookLater();
        return waiter.result().future();
      }
    }
    return delegate.apply(context);
  }

  private void look() {
    List<Waiter> ready = new ArrayList<>();
    synchronized (this) {
      looking = false;
      while (!waiting.isEmpty()) {
        if (waiting.element().call().isOver()) {
          // Nobody waits for it: no token is spent, and it is never sent.
          waiting.remove();
        } else if (bucket.take()) {
          ready.add(waiting.remove());
        } else {
          break;
        }
      }
      lookLater();
    }
    for (Waiter waiter : ready) {
      delegate.apply(waiter.context()).thenComplete(waiter.result());
    }
  }

  private void lookLater() {
    if (looking || waiting.isEmpty()) {
      return;
    }
    looking = true;
    Duration next = bucket.until(1);
    Duration bounded = next.compareTo(LONGEST_LOOK) < 0 ? next : LONGEST_LOOK;
    Runnable _ =
        time.schedule(bounded.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : bounded, this::look);
  }

  private static Future<Object> refuse(CallState call) {
    call.refusedHere();
    return Future.ofError(
        new KmsException.Throttled(
            "%s (%s): more calls are waiting for the KMS than it takes in time"
                .formatted(call.call().operation(), call.call().provider()),
            Optional.of(HINT)));
  }
}
