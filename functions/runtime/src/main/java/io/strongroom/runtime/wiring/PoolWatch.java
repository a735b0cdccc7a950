package io.strongroom.runtime.wiring;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether a pool still gives connections. Asks one question at a time, so that watching a pool that
 * is stuck does not lengthen its queue. Thread-safe.
 */
final class PoolWatch {

  private final Supplier<Uni<Boolean>> question;
  private final Duration answerWithin;
  private final Duration patience;
  private final LongSupplier nanoTime;

  private Optional<Uni<Boolean>> asked = Optional.empty();
  private long heardAt;

  /**
   * @param question whether the database answered; false when it is away, which is no fault of the
   *     pool's. A failure says that no connection was to be had
   * @param answerWithin how long to wait for the answer
   * @param patience how long the pool may give nothing before it counts as stuck for good: longer
   *     than anything may hold a connection
   */
  PoolWatch(
      Supplier<Uni<Boolean>> question,
      Duration answerWithin,
      Duration patience,
      LongSupplier nanoTime) {
    this.question = question;
    this.answerWithin = answerWithin;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.heardAt = nanoTime.getAsLong();
  }

  /** Whether a connection could be borrowed just now and the database answered on it. */
  Uni<Boolean> isReady() {
    return answer()
        .ifNoItem()
        .after(answerWithin)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }

  /** Of the question that is under way, or of a new one. */
  private Uni<Boolean> answer() {
    Uni<Boolean> fresh;
    synchronized (this) {
      if (asked.isPresent()) {
        return asked.get();
      }
      fresh =
          Uni.createFrom()
              .deferred(() -> question.get())
              .onItem()
              .invoke(answer -> end(true))
              .onFailure()
              .invoke(failure -> end(false))
              .memoize()
              .indefinitely();
      asked = Optional.of(fresh);
    }
    // It goes on when nobody waits for it any more, and is counted then.
    fresh.subscribe().with(answer -> {}, failure -> {});
    return fresh;
  }

  /** Whether the pool gave something within its patience; asks, and does not wait. */
  boolean isAlive() {
    isReady().subscribe().with(answer -> {});
    return isWithinPatience();
  }

  private synchronized boolean isWithinPatience() {
    return nanoTime.getAsLong() - heardAt <= patience.toNanos();
  }

  private synchronized void end(boolean heard) {
    asked = Optional.empty();
    if (heard) {
      heardAt = nanoTime.getAsLong();
    }
  }
}
