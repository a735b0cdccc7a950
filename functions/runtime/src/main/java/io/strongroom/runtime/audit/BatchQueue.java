package io.strongroom.runtime.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands on what is given to it, in its order and a batch at a time, from one virtual thread that
 * runs only while something waits. Whoever gives does not wait, and hears when there is no room.
 * Thread-safe; blocks only where it is closed.
 */
public final class BatchQueue<T> {

  private static final long GLANCE_NANOS = 5_000_000;

  private final String name;
  private final Bounds bounds;
  private final Sink<T> sink;
  private final BlockingQueue<T> waiting;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean closing;

  /**
   * @param name of its thread
   */
  public BatchQueue(String name, Bounds bounds, Sink<T> sink) {
    this.name = name;
    this.bounds = bounds;
    this.sink = sink;
    this.waiting = new ArrayBlockingQueue<>(bounds.waiting());
  }

  /**
   * How much there may be.
   *
   * @param waiting at most
   * @param atOnce in a batch, at most
   * @param pause before a batch that is not whole, so that it becomes larger
   */
  public record Bounds(int waiting, int atOnce, Duration pause) {}

  /** Where batches go. */
  @FunctionalInterface
  public interface Sink<T> {

    /** Takes a batch, which may be empty; may block. What it throws ends the thread. */
    void take(List<T> batch) throws InterruptedException;
  }

  /** Whether there was room. */
  public boolean offer(T one) {
    boolean taken = waiting.offer(one);
    start();
    return taken;
  }

  /** Hands on what waits, without pauses. Blocks until that is done, for so long at most. */
  public void close(Duration most) {
    closing = true;
    long end = System.nanoTime() + most.toNanos();
    while ((running.get() || !waiting.isEmpty()) && System.nanoTime() < end) {
      start();
      LockSupport.parkNanos(GLANCE_NANOS);
    }
  }

  private void start() {
    if (running.compareAndSet(false, true)) {
      Thread.ofVirtual().name(name).start(this::run);
    }
  }

  private void run() {
    try {
      do {
        // A whole batch does not wait: under load more comes than pauses let go.
        if (waiting.size() < bounds.atOnce() && !closing) {
          Thread.sleep(bounds.pause());
        }
        List<T> batch = new ArrayList<>();
        waiting.drainTo(batch, bounds.atOnce());
        sink.take(batch);
      } while (!waiting.isEmpty());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      running.set(false);
    }
    // What came after the last look found somebody at work who was about to stop.
    if (!waiting.isEmpty() && !Thread.currentThread().isInterrupted()) {
      start();
    }
  }
}
