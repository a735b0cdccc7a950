package io.strongroom.kms.resilience;

import io.strongroom.kms.events.KmsEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the listener of what keeps a whole service away: at once, and while it lasts once a minute,
 * as calls come to their ends. Thread-safe.
 */
final class TroubleWatch {

  private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final String provider;
  private final Supplier<Optional<String>> trouble;
  private final KmsEvents events;
  private final TimeSource time;
  private boolean told;
  private long toldAt;

  TroubleWatch(
      String provider, Supplier<Optional<String>> trouble, KmsEvents events, TimeSource time) {
    this.provider = provider;
    this.trouble = trouble;
    this.events = events;
    this.time = time;
  }

  /** What it is now. */
  Optional<String> now() {
    return trouble.get();
  }

  void look() {
    Optional<String> what = trouble.get();
    boolean over;
    synchronized (this) {
      long now = time.nanoTime();
      over = told && what.isEmpty();
      boolean known = told && now - toldAt < EVERY_NANOS;
      if (what.isPresent() ? known : !told) {
        return;
      }
      told = what.isPresent();
      toldAt = now;
    }
    if (over) {
      events.usable(provider);
    } else {
      what.ifPresent(reason -> events.unusable(provider, reason));
    }
  }
}
