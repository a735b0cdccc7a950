package io.strongroom.domain.access;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.Bucket;
import java.util.Optional;

/** What an action is done to. */
public sealed interface Resource {

  /** All buckets of the caller's account. */
  record OwnBuckets() implements Resource {}

  /** A bucket that is not there yet. */
  record NewBucket(BucketName name) implements Resource {}

  /** A bucket. */
  record OfBucket(Bucket bucket) implements Resource {}

  /**
   * An object, whether it is there or not.
   *
   * @param version empty for the current one
   */
  record OfObject(Bucket bucket, ObjectKey key, Optional<VersionId> version) implements Resource {}
}
