package io.strongroom.storage.upstream;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Memory for parts that wait to be sent, shared by all uploads. Thread-safe. */
final class PartBudget {

  private static final int UNIT = 1024;

  private final Semaphore units;

  /**
   * @param bytes in all; whole KiB count
   */
  PartBudget(long bytes) {
    this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT), true);
  }

  /** Whether there is room now. */
  boolean tryTake(long bytes) {
    return units.tryAcquire(units(bytes));
  }

  /** Waits for room; false when there was none for so long. */
  boolean take(long bytes, long seconds) throws InterruptedException {
    return units.tryAcquire(units(bytes), seconds, TimeUnit.SECONDS);
  }

  void giveBack(long bytes) {
    units.release(units(bytes));
  }

  private static int units(long bytes) {
    return Math.toIntExact(Math.ceilDiv(bytes, UNIT));
  }
}
