package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.QuotaError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Keeps buckets within what their owners let them hold. What is in a bucket is counted, which costs
 * with its size, so the count is used for a while, and for longer the longer it took; what is
 * written here meanwhile is added to it. Other processes and deletions are noticed with the next
 * count. Buckets without a quota cost nothing. Thread-safe.
 *
 * <p>Source: "Configuring Bucket Storage Quota", OBS API reference.
 */
public final class Quotas {

  private static final Duration LEAST_AGE = Duration.ofSeconds(5);

  /** Counting takes at most this part of the time. */
  private static final int SHARE = 20;

  private static final int REMEMBERED = 1_000;

  private final Supplier<Buckets> buckets;
  private final InstantSource clock;
  private final Map<BucketName, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BucketName, Count> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param buckets asked for when something is counted
   */
  public Quotas(Supplier<Buckets> buckets, InstantSource clock) {
    this.buckets = buckets;
    this.clock = clock;
  }

  /** What was counted, and what was written since. */
  private record Count(AtomicLong bytes, Instant until) {}

  /**
   * The bucket, when {@code more} bytes fit into it; without knowing how many, when there is any
   * room. They count as written from then on. Fails with QuotaExceeded.
   */
  public Uni<Bucket> requireRoom(Bucket bucket, OptionalLong more) {
    long quota = bucket.settings().quota();
    return quota == 0
        ? Uni.createFrom().item(bucket)
        : count(bucket.name())
            .map(
                count -> {
                  take(bucket, count.bytes(), more);
                  return bucket;
                });
  }

  private static void take(Bucket bucket, AtomicLong held, OptionalLong more) {
    long quota = bucket.settings().quota();
    long added = more.orElse(0);
    long after = held.addAndGet(added);
    boolean fits = more.isPresent() ? after <= quota : after < quota;
    if (!fits) {
      held.addAndGet(-added);
      throw new ObjectStoreException(new QuotaError.QuotaExceeded(bucket.name()));
    }
  }

  private Uni<Count> count(BucketName name) {
    Instant begun = clock.instant();
    return remembered(name, begun)
        .map(count -> Uni.createFrom().item(count))
        .orElseGet(() -> buckets.get().stored(name).map(bytes -> remember(name, bytes, begun)));
  }

  private Optional<Count> remembered(BucketName name, Instant now) {
    synchronized (counts) {
      return Optional.ofNullable(counts.get(name)).filter(count -> now.isBefore(count.until()));
    }
  }

  private Count remember(BucketName name, long bytes, Instant begun) {
    Instant now = clock.instant();
    Duration age = Duration.between(begun, now).multipliedBy(SHARE);
    Count count =
        new Count(new AtomicLong(bytes), now.plus(age.compareTo(LEAST_AGE) > 0 ? age : LEAST_AGE));
    synchronized (counts) {
      counts.put(name, count);
    }
    return count;
  }
}
