package io.strongroom.kms.resilience;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Real time. Tasks leave the scheduler's thread at once for a virtual thread of their own: they
 * complete callers' stages, and what callers do there must not hold up other timers.
 */
final class SystemTime implements TimeSource {

  private final ScheduledExecutorService scheduler;

  SystemTime(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    ScheduledFuture<?> handle =
        scheduler.schedule(
            () -> {
              Thread.startVirtualThread(task);
            },
            delay.toNanos(),
            TimeUnit.NANOSECONDS);
    return () -> handle.cancel(false);
  }
}
