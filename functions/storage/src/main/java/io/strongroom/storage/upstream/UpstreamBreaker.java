package io.strongroom.storage.upstream;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Spares a store that fails all the time, and clients the wait for it. After many failures in a row
 * nothing is sent for a while; then one request tries. A store that refuses, or is busy, works.
 * Thread-safe.
 */
final class UpstreamBreaker {

  /** In a row, of all requests: fewer may be bad luck. */
  static final int FAILURES = 12;

  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(UpstreamBreaker.class);

  private final InstantSource clock;
  private final AtomicInteger failures = new AtomicInteger();

  /** When the next request may go, in milliseconds of the epoch; 0 while all may. */
  private final AtomicLong next = new AtomicLong();

  UpstreamBreaker(InstantSource clock) {
    this.clock = clock;
  }

  /** Nothing was sent. */
  static final class Open extends IOException {
    private static final long serialVersionUID = 1L;

    Open() {
      super("it failed all the time, and is left alone for some seconds");
    }
  }

  /**
   * @throws Open while the store is left alone
   */
  void pass() throws Open {
    long allowed = next.get();
    if (allowed == 0) {
      return;
    }
    long now = clock.millis();
    // Whoever moves the time is the one that tries.
    if (now < allowed || !next.compareAndSet(allowed, now + PAUSE.toMillis())) {
      throw new Open();
    }
  }

  void succeeded() {
    failures.set(0);
    if (next.getAndSet(0) != 0) {
      LOG.info("the blob store answers again");
    }
  }

  void failed() {
    if (failures.incrementAndGet() >= FAILURES
        && next.compareAndSet(0, clock.millis() + PAUSE.toMillis())) {
      LOG.errorf("the blob store failed %d times in a row and is left alone", FAILURES);
    }
  }
}
