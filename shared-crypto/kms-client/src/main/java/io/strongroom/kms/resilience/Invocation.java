package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.TraceHeaders;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The innermost step: asks the provider. */
final class Invocation implements FaultToleranceStrategy<Object> {

  /** The provider's call, as carried by the context. */
  record Action(Supplier<? extends CompletionStage<?>> call) {}

  @Override
  public Future<Object> apply(FaultToleranceContext<Object> context) {
    Attempt attempt = context.get(Attempt.class);
    Completer<Object> result = Completer.create();
    start(context)
        .whenComplete(
            (value, error) -> {
              if (error != null) {
                result.completeWithError(unwrap(error));
              } else if (attempt.deliver(value)) {
                result.complete(value);
              } else {
                // Nobody reads this any more, but the attempt's place is freed by it.
                result.completeWithError(new KmsException.Unavailable("answered too late"));
              }
            });
    return result.future();
  }

  private static CompletionStage<?> start(FaultToleranceContext<Object> context) {
    try {
      Map<String, String> headers = context.get(CallTrace.AttemptTrace.class).headers();
      return TraceHeaders.during(headers, context.get(Action.class).call());
    } catch (RuntimeException e) {
      // A bug in the provider, but not one that may keep this attempt's place for ever.
      return CompletableFuture.failedFuture(e);
    }
  }

  static Throwable unwrap(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
