package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks questions that Hibernate maps to rows, each in a stateless session of its own: calls that
 * run side by side on one Vert.x context must not share one. There is no transaction around a
 * question, and a session asks one only: the database answers it from one moment anyway.
 *
 * <p>Native queries only: Hibernate's own language is parsed, and a good part of its classes
 * loaded, on the event loop that asks first. Entity operations (persist, merge, remove, lock) keep
 * state in objects that all sessions share: docs/decisions/0010.
 */
final class Questions {

  private static final int MAX_RETRIES = 20;

  private final Mutiny.SessionFactory sessions;

  Questions(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** What has begun runs to its end, as with {@link Statements}. */
  <T> Uni<T> ask(Function<Mutiny.StatelessSession, Uni<T>> question) {
    return Attempts.of(() -> once(question), MAX_RETRIES);
  }

  private <T> Uni<T> once(Function<Mutiny.StatelessSession, Uni<T>> question) {
    return sessions
        .openStatelessSession()
        .chain(
            session ->
                Uni.createFrom()
                    .deferred(() -> question.apply(session))
                    .eventually(() -> close(session)));
  }

  /** The answer is known by now; a connection that is lost cannot be closed. */
  private static Uni<Void> close(Mutiny.StatelessSession session) {
    return session.close().onFailure().recoverWithNull();
  }
}
