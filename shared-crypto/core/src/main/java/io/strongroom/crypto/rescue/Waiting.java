package io.strongroom.crypto.rescue;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for a stage; its failure is thrown as it is. */
final class Waiting {

  private Waiting() {}

  static <T> T on(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
