package io.strongroom.runtime.wiring;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Workers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Blocking work on virtual threads: a slow client costs a parked thread and no worker. Results come
 * back on the Vert.x context that subscribed, which Hibernate Reactive needs.
 */
public final class VirtualThreadWorkers implements Workers, AutoCloseable {

  /** One name for all: a number for each would be counted and written at every hop. */
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("strongroom").factory());

  @Override
  public <T> Uni<T> call(Callable<T> work) {
    return await(
        () -> {
          CompletableFuture<T> result = new CompletableFuture<>();
          executor.execute(() -> run(work, result));
          return result;
        });
  }

  @Override
  public <T> Uni<T> await(Supplier<CompletionStage<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = Vertx.currentContext();
              work.get()
                  .whenComplete(
                      (result, failure) ->
                          on(
                              context,
                              () -> {
                                if (failure == null) {
                                  emitter.complete(result);
                                } else {
                                  emitter.fail(unwrapped(failure));
                                }
                              }));
            });
  }

  /** Waits for running work: uploads end in good order, or are cut by the shutdown timeout. */
  @Override
  public void close() {
    executor.close();
  }

  private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.call());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private static void on(@Nullable Context context, Runnable action) {
    if (context == null) {
      action.run();
    } else {
      context.runOnContext(ignored -> action.run());
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
