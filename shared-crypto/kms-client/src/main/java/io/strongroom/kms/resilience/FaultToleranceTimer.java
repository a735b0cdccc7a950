package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.stopwatch.RunningStopwatch;
import io.smallrye.faulttolerance.core.stopwatch.Stopwatch;
import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Lends our time source to SmallRye's strategies. */
final class FaultToleranceTimer implements Timer, Stopwatch {

  private final TimeSource time;

  FaultToleranceTimer(TimeSource time) {
    this.time = time;
  }

  @Override
  public RunningStopwatch start() {
    long start = time.nanoTime();
    return () -> (time.nanoTime() - start) / 1_000_000;
  }

  @Override
  public int getId() {
    return 0;
  }

  @Override
  public TimerTask schedule(long delayInMillis, Runnable task) {
    return schedule(delayInMillis, task, null);
  }

  @Override
  public TimerTask schedule(long delayInMillis, Runnable task, @Nullable Executor executor) {
    Handle handle = new Handle();
    Runnable run =
        () -> {
          if (handle.done.compareAndSet(false, true)) {
            task.run();
          }
        };
    handle.cancel =
        time.schedule(
            Duration.ofMillis(delayInMillis), executor == null ? run : () -> executor.execute(run));
    return handle;
  }

  /** Not counted: only SmallRye's own metrics ask, and they are not used. */
  @Override
  public int countScheduledTasks() {
    return 0;
  }

  /** The scheduler belongs to whoever gave it. */
  @Override
  public void shutdown() {}

  private static final class Handle implements TimerTask {
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable Runnable cancel;

    @Override
    public boolean isDone() {
      return done.get();
    }

    @Override
    public boolean cancel() {
      boolean cancelled = done.compareAndSet(false, true);
      Runnable handle = cancel;
      if (cancelled && handle != null) {
        handle.run();
      }
      return cancelled;
    }
  }
}
