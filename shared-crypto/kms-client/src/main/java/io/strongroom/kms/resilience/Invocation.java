package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
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
              }
            });
    return result.future();
  }

  private static CompletionStage<?> start(FaultToleranceContext<Object> context) {
    return context.get(Action.class).call().get();
  }

  static Throwable unwrap(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
