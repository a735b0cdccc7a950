package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.strongroom.crypto.kms.KmsException;
import java.time.Duration;
import java.util.Optional;

/** Lets attempts through one by one, at the pace of a bucket; refuses what would wait too long. */
final class Turnstile implements FaultToleranceStrategy<Object> {

  private static final Duration HINT = Duration.ofSeconds(2);

  private final FaultToleranceStrategy<Object> delegate;
  private final TokenBucket bucket;
  private final TimeSource time;

  Turnstile(FaultToleranceStrategy<Object> delegate, TokenBucket bucket, TimeSource time) {
    this.delegate = delegate;
    this.bucket = bucket;
    this.time = time;
  }

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    CallState call = context.get(CallState.class);
    Optional<Duration> wait = bucket.reserve(call.remaining(time.nanoTime()));
    if (wait.isEmpty()) {
      return refuse(call, "more calls are waiting for the KMS than it takes in time");
    }
    if (wait.get().isZero()) {
      return delegate.apply(context);
    }
    Completer<Object> result = Completer.create();
    Runnable _ = time.schedule(wait.get(), () -> pass(context, call).thenComplete(result));
    return result.future();
  }

  private Future<Object> pass(FaultToleranceContext<Object> context, CallState call) {
    return call.isOver() ? refuse(call, "the caller has gone") : delegate.apply(context);
  }

  private static Future<Object> refuse(CallState call, String reason) {
    call.refusedHere();
    return Future.ofError(
        new KmsException.Throttled(
            "%s (%s): %s".formatted(call.call().operation(), call.call().provider(), reason),
            Optional.of(HINT)));
  }
}
