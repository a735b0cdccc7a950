package io.strongroom.kms.resilience;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Time that stands still until a test moves it; tasks run on the test's thread when due. */
final class VirtualTime implements TimeSource {

  private record Task(long at, long order, Runnable run, AtomicBoolean cancelled)
      implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private long order;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable task) {
    AtomicBoolean cancelled = new AtomicBoolean();
    tasks.add(new Task(now + delay.toNanos(), order++, task, cancelled));
    return () -> cancelled.set(true);
  }

  /** Moves time by {@code step}, running what becomes due in its order. */
  void advance(Duration step) {
    long end = nanoTime() + step.toNanos();
    for (Task next = due(end); next != null; next = due(end)) {
      if (!next.cancelled().get()) {
        next.run().run();
      }
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Task due(long end) {
    Task next = tasks.peek();
    if (next == null || next.at() > end) {
      return null;
    }
    now = Math.max(now, next.at());
    return tasks.poll();
  }
}
