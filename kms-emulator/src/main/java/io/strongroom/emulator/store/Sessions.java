package io.strongroom.emulator.store;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Database sessions, each on a Vert.x context of its own and without a persistence context: see
 * {@link Columns} for why. Fails with {@code OVERLOADED} where {@link DatabaseAway} says so.
 *
 * <p>Hibernate Reactive keeps the open session in the Vert.x context and demands that a session
 * stays on one event loop. Callers here may be anywhere (an HTTP request, another request's reply,
 * a timer), so every unit of work gets a new duplicated context: two never share a session.
 */
@ApplicationScoped
class Sessions {

  private final Vertx vertx;
  private final Mutiny.SessionFactory factory;

  Sessions(Vertx vertx, @PersistenceUnit(KmsConfig.DATASOURCE) Mutiny.SessionFactory factory) {
    this.vertx = vertx;
    this.factory = factory;
  }

  /**
   * Runs {@code work} in one transaction; committed when the result arrives, rolled back when
   * {@code work} fails in any way.
   */
  <T> Uni<T> transaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
    return onOwnContext(
        () -> factory.withStatelessTransaction((session, tx) -> work.apply(session)));
  }

  /** Runs {@code work} without a transaction of its own. */
  <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> work) {
    return onOwnContext(() -> factory.withStatelessSession(work));
  }

  private <T> Uni<T> onOwnContext(java.util.function.Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = VertxContext.createNewDuplicatedContext(eventLoop());
              VertxContextSafetyToggle.setContextSafe(context, true);
              context.runOnContext(
                  ignored -> {
                    try {
                      work.get()
                          .subscribe()
                          .with(
                              emitter::complete,
                              failure -> emitter.fail(DatabaseAway.translate(failure)));
                    } catch (RuntimeException e) {
                      emitter.fail(DatabaseAway.translate(e));
                    }
                  });
            });
  }

  private Context eventLoop() {
    Context current = Vertx.currentContext();
    if (current != null && current.isEventLoopContext()) {
      return current;
    }
    return vertx.getOrCreateContext();
  }
}
