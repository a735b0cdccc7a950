package io.strongroom.domain.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;

/** Holds what is held while something takes its time. */
final class Heartbeat {

  private Heartbeat() {}

  /**
   * Renews every so often until the work has ended. A renewal that fails is no matter: whoever lost
   * what was held learns it in the end.
   */
  static <T> Uni<T> during(Uni<T> work, Supplier<Uni<Boolean>> renewal, Duration every) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Cancellable beating =
                  Multi.createFrom()
                      .ticks()
                      .startingAfter(every)
                      .every(every)
                      .onOverflow()
                      .drop()
                      .onItem()
                      .transformToUniAndConcatenate(
                          tick -> renewal.get().onFailure().recoverWithItem(false))
                      .subscribe()
                      .with(held -> {}, failure -> {});
              return work.onTermination().invoke(beating::cancel);
            });
  }
}
