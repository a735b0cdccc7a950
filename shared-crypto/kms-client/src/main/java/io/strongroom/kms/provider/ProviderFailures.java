package io.strongroom.kms.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Keeps the errors of stages free of the wrappers that stages put around them. */
public final class ProviderFailures {

  private ProviderFailures() {}

  /** The error itself. */
  public static Throwable unwrap(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  /** An error to be thrown inside a stage. */
  public static RuntimeException asUnchecked(Throwable error) {
    return unwrap(error) instanceof RuntimeException unchecked
        ? unchecked
        : new CompletionException(error);
  }

  /** Runs {@code call}; what it throws, now or later, fails the stage, bare. */
  public static <T> CompletionStage<T> contain(Supplier<CompletionStage<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedFuture(e);
    }
    var _ =
        stage.whenComplete(
            (value, error) -> {
              if (error == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(unwrap(error));
              }
            });
    return result;
  }
}
