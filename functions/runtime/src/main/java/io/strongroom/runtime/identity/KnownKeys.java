package io.strongroom.runtime.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Access keys as they were read last, each good for as long as nothing changed. What is read counts
 * for half a second whatever happens; after that for as long as the watch says, no more than a
 * second ago, that the revision is the same. Thread-safe.
 *
 * <p>Names of keys that there are none of are remembered apart: whoever makes them up pushes out
 * others of them, and no key. Secrets of keys that went are zeroed once nobody can be using them.
 */
final class KnownKeys {

  private static final int KEPT = 10_000;
  private static final int KEPT_OF_NOBODY = 1_000;
  private static final long FRESH = Duration.ofMillis(500).toNanos();
  private static final long CONFIRMED = Duration.ofMillis(900).toNanos();

  private final LongSupplier nanoClock;
  private final RecentKeys kept = new RecentKeys(KEPT);
  private final RecentKeys ofNobody = new RecentKeys(KEPT_OF_NOBODY);
  private final RetiredSecrets retired;
  private long revision = -1;
  private long confirmedAt;
  private long doubtedAt;

  /** What was found, or that nothing was. */
  record Kept(Optional<Known> known, long revision, long readAt) {

    private Kept older(long nanos) {
      return new Kept(known, revision, readAt - nanos);
    }
  }

  KnownKeys(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.retired = new RetiredSecrets(nanoClock);
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
    return Optional.ofNullable(kept.get(accessKeyId))
        .or(() -> Optional.ofNullable(ofNobody.get(accessKeyId)));
  }

  /**
   * Remembers what was read.
   *
   * @param askedAt when the question was asked, by the clock of this memory
   */
  synchronized void keep(String accessKeyId, Optional<Known> known, long found, long askedAt) {
    long readAt = askedAt < doubtedAt ? askedAt - FRESH : askedAt;
    Kept entry = new Kept(known, found, readAt);
    known.ifPresent(key -> retired.remove(key.credential().secret()));
    Map<String, Kept> gone = new HashMap<>();
    (known.isPresent() ? kept : ofNobody).put(accessKeyId, entry, gone);
    (known.isPresent() ? ofNobody : kept).remove(accessKeyId, gone);
    gone.values().stream()
        .flatMap(each -> each.known().stream())
        .forEach(key -> retire(key, known));
  }

  private void retire(Known gone, Optional<Known> instead) {
    boolean goesOn =
        instead
            .filter(key -> key.credential().secret().equals(gone.credential().secret()))
            .isPresent();
    if (!goesOn) {
      retired.add(gone.credential().secret());
    }
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
    kept.replaceAll(entry -> entry.older(FRESH));
    ofNobody.replaceAll(entry -> entry.older(FRESH));
  }

  /** Nobody asked for long: nothing is known any more. */
  synchronized void forget() {
    kept.values().stream()
        .flatMap(entry -> entry.known().stream())
        .forEach(key -> retired.add(key.credential().secret()));
    kept.clear();
    ofNobody.clear();
  }

  /** Zeroes the secrets of keys that went a while ago. To be called now and then. */
  synchronized void zeroRetired() {
    retired.zero();
  }
}
