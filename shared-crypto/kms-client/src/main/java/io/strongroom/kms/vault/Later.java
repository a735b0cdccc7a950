package io.strongroom.kms.vault;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs things later, on virtual threads, until it is closed. Thread-safe. */
interface Later extends AutoCloseable {

  void run(Duration wait, Runnable task);

  @Override
  void close();

  /** With one timer thread, which does not keep the process alive. */
  static Later ofTheSystem() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("strongroom-vault-token").factory());
    return new Later() {
      @Override
      public void run(Duration wait, Runnable task) {
        if (!timer.isShutdown()) {
          var _ =
              timer.schedule(
                  () -> Thread.startVirtualThread(task), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
      }

      @Override
      public void close() {
        timer.shutdownNow();
      }
    };
  }
}
