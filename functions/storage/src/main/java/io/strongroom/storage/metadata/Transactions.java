package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs work in a transaction with a session of its own: calls that run side by side on one Vert.x
 * context must not share one.
 *
 * <p>A transaction that lost a race is run again from the start. One that has begun runs to its
 * end, even when nobody waits for it any more: a client that hangs up must not leave half a write.
 */
final class Transactions {

  /** Each run again means that somebody else succeeded. */
  private static final int MAX_RETRIES = 20;

  private final Mutiny.SessionFactory sessions;

  Transactions(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
    Uni<T> transaction =
        Uni.createFrom()
            .deferred(() -> once(work))
            .onFailure(Failures::isContention)
            .retry()
            .atMost(MAX_RETRIES)
            .onFailure()
            .transform(Failures::translate);
    return Uni.createFrom()
        .emitter(waiting -> transaction.subscribe().with(waiting::complete, waiting::fail));
  }

  private <T> Uni<T> once(Function<Mutiny.Session, Uni<T>> work) {
    return sessions
        .openSession()
        .chain(
            session ->
                session
                    .withTransaction(transaction -> work.apply(session))
                    .eventually(() -> close(session)));
  }

  /** What became of the transaction is known by now; a connection that is lost cannot be closed. */
  private static Uni<Void> close(Mutiny.Session session) {
    return session.close().onFailure().recoverWithNull();
  }
}
