package io.strongroom.runtime.identity;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Access keys as they were read last, each good for as long as nothing changed. What is read counts
 * for half a second whatever happens; after that for as long as the watch says, no more than a
 * second ago, that the revision is the same. Thread-safe.
 */
final class KnownKeys {

  private static final int KEPT = 10_000;
  private static final long FRESH = Duration.ofMillis(500).toNanos();
  private static final long CONFIRMED = Duration.ofMillis(900).toNanos();

  private final LongSupplier nanoClock;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > KEPT;
        }
      };
  private long revision = -1;
  private long confirmedAt;
  private long doubtedAt;

  /** What was found, or that nothing was. */
  record Kept(Optional<Known> known, long revision, long readAt) {}

  KnownKeys(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.confirmedAt = nanoClock.getAsLong() - CONFIRMED;
    this.doubtedAt = confirmedAt;
  }

  /** What is known for certain; empty when it has to be read. */
  synchronized Optional<Kept> current(String accessKeyId) {
    long now = nanoClock.getAsLong();
    return last(accessKeyId)
        .filter(
            entry ->
                (now - entry.readAt() < FRESH && entry.revision() >= revision)
                    || (entry.revision() == revision && now - confirmedAt < CONFIRMED));
  }

  /** What was read last, however old. */
  synchronized Optional<Kept> last(String accessKeyId) {
    return Optional.ofNullable(kept.get(accessKeyId));
  }

  /**
   * Remembers what was read.
   *
   * @param askedAt when the question was asked, by the clock of this memory
   */
  synchronized void keep(String accessKeyId, Optional<Known> known, long found, long askedAt) {
    long readAt = askedAt < doubtedAt ? askedAt - FRESH : askedAt;
    kept.put(accessKeyId, new Kept(known, found, readAt));
  }

  /** The revision as it was at some moment after {@code askedAt}. */
  synchronized void confirm(long current, long askedAt) {
    revision = Math.max(revision, current);
    if (askedAt < doubtedAt) {
      return;
    }
    confirmedAt = Math.max(confirmedAt, askedAt);
  }

  /** Something changed: nothing counts until it is read again or confirmed. */
  synchronized void doubt() {
    doubtedAt = nanoClock.getAsLong();
    confirmedAt = doubtedAt - CONFIRMED;
    kept.replaceAll(
        (id, entry) -> new Kept(entry.known(), entry.revision(), entry.readAt() - FRESH));
  }
}
