package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Workers;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs work on the thread that asks. */
public final class DirectWorkers implements Workers {

  @Override
  public <T> Uni<T> call(Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              try {
                emitter.complete(work.call());
              } catch (Exception failure) {
                emitter.fail(failure);
              }
            });
  }

  @Override
  public <T> Uni<T> await(Supplier<CompletionStage<T>> work) {
    return Uni.createFrom().completionStage(work);
  }
}
