package io.strongroom.emulator.limit;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Throttles repeated changes of one key's state, as AWS does with a key that is switched on and off
 * all the time: at most so many within ten seconds. Off unless a number is set. Thread-safe.
 */
public final class HotKeys {

  private static final long WINDOW_IN_NANOS = 10_000_000_000L;
  private static final int MAX_KEYS = 10_000;

  private final LongSupplier nanoClock;
  private final ConcurrentHashMap<String, ArrayDeque<Long>> changes = new ConcurrentHashMap<>();
  private volatile int limit;

  /**
   * @param nanoClock monotonic time in nanoseconds
   */
  public HotKeys(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Changes of one key within ten seconds; 0 for any number. */
  public void limit(int changesInTenSeconds) {
    if (changesInTenSeconds < 0) {
      throw new IllegalArgumentException("a number of changes must be 0 or more");
    }
    limit = changesInTenSeconds;
    changes.clear();
  }

  /** The number in force. */
  public int limit() {
    return limit;
  }

  /** Whether the key may be changed once more. */
  public boolean tryChange(String key) {
    int most = limit;
    if (most == 0) {
      return true;
    }
    if (changes.size() > MAX_KEYS) {
      changes.clear();
    }
    ArrayDeque<Long> times = changes.computeIfAbsent(key, name -> new ArrayDeque<>());
    long now = nanoClock.getAsLong();
    synchronized (times) {
      while (!times.isEmpty() && now - times.peekFirst() >= WINDOW_IN_NANOS) {
        times.removeFirst();
      }
      if (times.size() >= most) {
        return false;
      }
      times.addLast(now);
      return true;
    }
  }
}
