package io.strongroom.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Does what does not depend on each other at once. Stateless. */
public final class AtOnce {

  private AtOnce() {}

  /**
   * Waits for all of them, whatever becomes of one.
   *
   * @throws RuntimeException the failure of the first in the list that has one
   */
  public static void run(List<Runnable> parts) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> running =
          parts.stream().map(part -> CompletableFuture.runAsync(part, threads)).toList();
      running.forEach(AtOnce::join);
    }
  }

  /**
   * What {@code first} gives, in the caller's thread, with {@code beside} done as well.
   *
   * @throws RuntimeException the failure of {@code first}, or else of {@code beside}
   */
  public static <T> T of(Supplier<T> first, Runnable beside) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(beside, threads);
      T given = first.get();
      join(running);
      return given;
    }
  }

  private static void join(CompletableFuture<Void> part) {
    try {
      part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
