package io.strongroom.domain.access;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets as they were read last. What is remembered may be wrong by now, so whoever uses it has
 * the store compare the revision. Thread-safe.
 */
final class SeenBuckets {

  private final Map<BucketName, Bucket> buckets;

  SeenBuckets(int limit) {
    this.buckets =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<BucketName, Bucket> eldest) {
            return size() > limit;
          }
        };
  }

  synchronized Optional<Bucket> of(BucketName name) {
    return Optional.ofNullable(buckets.get(name));
  }

  synchronized void note(BucketName name, Optional<Bucket> found) {
    found.ifPresentOrElse(bucket -> buckets.put(name, bucket), () -> buckets.remove(name));
  }
}
