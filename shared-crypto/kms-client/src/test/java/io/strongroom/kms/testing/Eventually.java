package io.strongroom.kms.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what takes a moment by design, for example a second of not asking again. */
public final class Eventually {

  private static final long PAUSE_NANOS = 50_000_000;
  private static final int TRIES = 1_200;

  private Eventually() {}

  /** Tries again until {@code attempt} no longer throws, for a minute at most. */
  public static <T> T succeeds(Supplier<T> attempt) {
    for (int i = 1; i < TRIES; i++) {
      try {
        return attempt.get();
      } catch (RuntimeException | AssertionError e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return attempt.get();
  }
}
