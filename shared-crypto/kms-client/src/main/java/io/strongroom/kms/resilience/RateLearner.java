package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.KmsEvents;
import org.jspecify.annotations.Nullable;

/** Tells the rate what the service answered. */
final class RateLearner implements FaultToleranceStrategy<Object> {

  private final FaultToleranceStrategy<Object> delegate;
  private final AdaptiveRate rate;
  private final KmsEvents events;

  RateLearner(FaultToleranceStrategy<Object> delegate, AdaptiveRate rate, KmsEvents events) {
    this.delegate = delegate;
    this.rate = rate;
    this.events = events;
  }

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    CallState call = context.get(CallState.class);
    Completer<Object> result = Completer.create();
    delegate
        .apply(context)
        .then(
            (value, error) -> {
              learn(call, error);
              if (error == null) {
                result.complete(value);
              } else {
                result.completeWithError(error);
              }
            });
    return result.future();
  }

  private void learn(CallState call, @Nullable Throwable error) {
    if (call.wasRefusedHere() || error instanceof KmsException.Unavailable) {
      return;
    }
    if (!(error instanceof KmsException.Throttled)) {
      rate.answered();
    } else if (rate.throttled()) {
      events.rate(call.call().provider(), rate.perSecond());
    }
  }
}
