package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Work in steps, however many: one after the other, and not one inside the other. */
final class Steps {

  private Steps() {}

  /**
   * @param step whether another one follows
   */
  static Uni<Void> run(Supplier<Uni<? extends Boolean>> step) {
    return Uni.createFrom()
        .<Boolean>deferred(step)
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
