package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who closes what travels through a {@link Uni}: keys, and content that holds one. Nothing that was
 * begun here is cut short when nobody waits for it any more, because whatever is under way would
 * arrive where nobody closes it, and a worker may be reading what a canceller would close.
 */
public final class Ownership {

  private Ownership() {}

  /**
   * Gets hold of something, uses it and closes it: when {@code use} is done, fails or throws. Once
   * subscribed to, it runs to its end.
   */
  public static <R extends AutoCloseable, T> Uni<T> using(
      Uni<R> resource, Function<R, Uni<T>> use) {
    Uni<T> whole =
        resource.chain(
            held ->
                Uni.createFrom()
                    .deferred(() -> use.apply(held))
                    .onTermination()
                    .invoke(() -> close(held)));
    return toTheEnd(whole);
  }

  /** The same work, which runs to its end although nobody waits for it any more. */
  public static <T> Uni<T> toTheEnd(Uni<T> work) {
    return Uni.createFrom()
        .emitter(waiting -> work.subscribe().with(waiting::complete, waiting::fail));
  }

  /**
   * Makes something else of {@code resource}, which owns it from then on. Until there is such a
   * thing, {@code resource} is closed by whatever ends the making.
   */
  public static <T> Uni<T> handOver(AutoCloseable resource, Supplier<Uni<T>> making) {
    return Uni.createFrom()
        .deferred(making::get)
        .onTermination()
        .invoke(
            (made, failure, cancelled) -> {
              if (made == null) {
                close(resource);
              }
            });
  }

  /**
   * Gives the receiver something to close. The making runs to its end; what the receiver did not
   * wait for is closed here.
   */
  public static <R extends AutoCloseable> Uni<R> deliver(Uni<R> making) {
    return Uni.createFrom().deferred(() -> new Delivery<R>().of(making));
  }

  /** One of them: an item reaches its receiver within the call that emits it, or never. */
  private static final class Delivery<R extends AutoCloseable> {

    private final AtomicBoolean received = new AtomicBoolean();

    Uni<R> of(Uni<R> making) {
      return Uni.createFrom()
          .<R>emitter(
              waiting -> making.subscribe().with(made -> give(made, waiting), waiting::fail))
          .invoke(() -> received.set(true));
    }

    private void give(R made, UniEmitter<? super R> waiting) {
      waiting.complete(made);
      if (!received.get()) {
        close(made);
      }
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(
          "nothing owned here closes with a checked exception", impossible);
    }
  }
}
