package io.strongroom.replication;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What is done again and again for one kind of what the outbox holds. Thread-safe. */
final class OutboxRounds {

  private static final Logger LOG = Logger.getLogger(OutboxRounds.class);

  private final String what;
  private final Supplier<Uni<Boolean>> round;

  /**
   * @param what as the log calls it
   * @param round does a few pieces, and tells whether there may be more
   */
  OutboxRounds(String what, Supplier<Uni<Boolean>> round) {
    this.what = what;
    this.round = round;
  }

  /** Until nothing is left that nobody holds. Never fails: the next time tries again. */
  Uni<Void> run() {
    return quietly(
        Uni.createFrom()
            .deferred(round::get)
            .repeat()
            .whilst(more -> more)
            .collect()
            .last()
            .replaceWithVoid());
  }

  /** The same work, but that a failure is in the log and nowhere else. */
  Uni<Void> quietly(Uni<Void> work) {
    return work.onFailure()
        .invoke(failure -> LOG.warnf("%s: %s", what, failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
