package io.strongroom.kms.bucketkey;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.Requester;
import java.time.Duration;
import java.util.Set;

/**
 * How long a bucket key may be used. A KMS key that is disabled, or a requester who loses access to
 * it, is noticed after at most the maximum age.
 *
 * @param maxAge from the moment the KMS was asked
 * @param maxObjects data keys wrapped by one bucket key
 * @param maxEntries bucket keys held for writing, and as many for reading; the one not used for
 *     longest goes first
 * @param service the keys nobody but this service decides about
 */
public record BucketKeySettings(
    Duration maxAge, long maxObjects, int maxEntries, ServiceKeys service) {

  private static final int READ_FACTOR = 16;

  /** 3 minutes, 2^20 objects, 1,000 entries, no service key. */
  public static final BucketKeySettings DEFAULT =
      new BucketKeySettings(
          Duration.ofMinutes(3), 1L << 20, 1_000, new ServiceKeys(Set.of(), Duration.ofHours(1)));

  public BucketKeySettings {
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maximum age must be positive");
    }
    if (maxObjects < 1 || maxEntries < 1) {
      throw new IllegalArgumentException("at least one object and one entry are needed");
    }
  }

  /**
   * How many are held for reading. Each process makes keys of its own, so that a bucket that many
   * write has many more than its writers hold. One takes less than a KiB.
   */
  int maxReadEntries() {
    return (int) Math.min(Integer.MAX_VALUE, (long) READ_FACTOR * maxEntries);
  }

  /** These settings with {@code key} as the service key, for an hour at a time. */
  public BucketKeySettings withServiceKey(KeyName key) {
    return new BucketKeySettings(
        maxAge, maxObjects, maxEntries, new ServiceKeys(Set.of(key), Duration.ofHours(1)));
  }

  /**
   * How old a bucket key may become. What is read back under the service key is named as the
   * service named it, perhaps not as calls do: there, that nobody but the service asks decides.
   */
  Duration maxAge(KeyName key, Requester requester) {
    return isService(key, requester) ? service.maxAge() : maxAge;
  }

  /** Service keys have a sixth of their life to get a successor, so that an outage goes unseen. */
  Duration refreshAfter(KeyName key, Requester requester) {
    Duration age = maxAge(key, requester);
    return isService(key, requester) ? age.multipliedBy(5).dividedBy(6) : age;
  }

  private boolean isService(KeyName key, Requester requester) {
    return service.keys().contains(key) || requester.principal().isService();
  }

  /**
   * The KMS keys behind SSE-S3 and the baseline. No requester is authorized against them, so their
   * bucket keys may live longer; their use in the last sixth of that life fetches the next in the
   * background.
   *
   * @param keys as they are named in calls
   * @param maxAge instead of the general one
   */
  public record ServiceKeys(Set<KeyName> keys, Duration maxAge) {

    public ServiceKeys {
      keys = Set.copyOf(keys);
      if (maxAge.isNegative() || maxAge.isZero()) {
        throw new IllegalArgumentException("maximum age of service keys must be positive");
      }
    }
  }
}
