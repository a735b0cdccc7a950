package io.strongroom.emulator.server;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.store.DatabaseAway;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the pool of connections still gives any. Asks one question at a time, so that watching a
 * pool that is stuck does not lengthen its queue. Thread-safe.
 */
final class StoreWatch {

  private final Supplier<Uni<?>> question;
  private final Duration patience;
  private final LongSupplier nanoTime;

  private boolean asking;
  private long heardAt;

  /**
   * @param question fails when no connection is to be had, and with anything else when the database
   *     is away, which is no fault of the pool's
   * @param patience how long the pool may give nothing before it counts as stuck for good: longer
   *     than anything may hold a connection; zero when something may for ever
   */
  StoreWatch(Supplier<Uni<?>> question, Duration patience, LongSupplier nanoTime) {
    this.question = question;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.heardAt = nanoTime.getAsLong();
  }

  /** Whether the pool gave something within its patience; asks, and does not wait. */
  boolean isAlive() {
    ask();
    return isWithinPatience();
  }

  private void ask() {
    synchronized (this) {
      if (asking) {
        return;
      }
      asking = true;
    }
    Uni.createFrom()
        .<Object>deferred(() -> question.get().map(answer -> true))
        .subscribe()
        .with(answer -> end(true), failure -> end(!DatabaseAway.isWithoutConnection(failure)));
  }

  private synchronized void end(boolean heard) {
    asking = false;
    if (heard) {
      heardAt = nanoTime.getAsLong();
    }
  }

  private synchronized boolean isWithinPatience() {
    return patience.isZero() || nanoTime.getAsLong() - heardAt <= patience.toNanos();
  }
}
