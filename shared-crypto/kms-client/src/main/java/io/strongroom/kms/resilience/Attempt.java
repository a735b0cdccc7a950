package io.strongroom.kms.resilience;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and what became of its value. A key that arrives after the attempt was given up would
 * otherwise stay in memory with nobody to zero it.
 */
final class Attempt {

  private enum End {
    ABANDONED
  }

  private volatile boolean started;
  private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

  /** The provider is asked now. */
  void start() {
    started = true;
  }

  boolean isStarted() {
    return started;
  }

  /** The value arrived; false, and the value is closed, when nobody waits for it any more. */
  boolean deliver(Object value) {
    if (outcome.compareAndSet(null, value)) {
      return true;
    }
    close(value);
    return false;
  }

  void abandon() {
    Object earlier = outcome.getAndSet(End.ABANDONED);
    if (!(earlier instanceof End)) {
      close(earlier);
    }
  }

  boolean isAbandoned() {
    return outcome.get() instanceof End;
  }

  /** Closes keys; leaves everything else alone. */
  static void close(@Nullable Object value) {
    if (value instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing a key failed", e);
      }
    }
  }
}
