package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.strongroom.domain.port.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs work on the thread that asks, unless it is told to hold it back. */
public final class DirectWorkers implements Workers {

  private Optional<List<Runnable>> heldBack = Optional.empty();

  /** Whatever is asked for from now on waits for {@link #release}. */
  public void holdBack() {
    heldBack = Optional.of(new ArrayList<>());
  }

  /** Does what was held back, and holds back no more. */
  public void release() {
    List<Runnable> waiting = heldBack.orElseThrow();
    heldBack = Optional.empty();
    waiting.forEach(Runnable::run);
  }

  @Override
  public <T> Uni<T> call(Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Runnable now = () -> run(work, emitter);
              heldBack.ifPresentOrElse(waiting -> waiting.add(now), now);
            });
  }

  private static <T> void run(Callable<T> work, UniEmitter<? super T> emitter) {
    try {
      emitter.complete(work.call());
    } catch (Exception failure) {
      emitter.fail(failure);
    }
  }

  @Override
  public <T> Uni<T> await(Supplier<CompletionStage<T>> work) {
    return Uni.createFrom().completionStage(work);
  }
}
