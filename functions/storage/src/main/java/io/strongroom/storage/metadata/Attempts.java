package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Runs work until it is not in anybody's way, to its end, whoever waits for it. */
final class Attempts {

  private Attempts() {}

  /** The work starts on subscription; its failure is translated for callers. */
  static <T> Uni<T> of(Supplier<Uni<? extends T>> work, int retries) {
    Uni<T> attempts =
        Uni.createFrom()
            .deferred(work)
            .onFailure(DatabaseFailures::isContention)
            .retry()
            .atMost(retries)
            .onFailure()
            .transform(DatabaseFailures::translate);
    return Uni.createFrom()
        .emitter(waiting -> attempts.subscribe().with(waiting::complete, waiting::fail));
  }
}
