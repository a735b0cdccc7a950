package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.VersionMarks;
import java.time.Instant;
import java.util.Optional;

/**
 * Copies in buckets of this server. A copy has the version id of what it is a copy of, and so is
 * there once, however often somebody makes it. Thread-safe.
 */
public interface Replicas {

  /**
   * Makes {@code copy} a version under that id: the current one, unless what is there was written
   * after its source. Its blobs must be new.
   *
   * @param from the bucket of its source
   * @throws io.strongroom.domain.name.ObjectStoreException ConditionalRequestConflict when there is
   *     such a version already; NoSuchBucket without a bucket that keeps versions
   */
  Uni<Published> put(
      NewObject copy, VersionId version, BucketName from, Optional<SealedBytes> bytes);

  /**
   * Puts a delete marker of that id in front of all that was written before its source.
   *
   * @param from the bucket of its source
   * @return false without a bucket that keeps versions; true also when it is there already
   */
  Uni<Boolean> mark(VersionRef marker, BucketName from, Instant written);

  /**
   * Gives a copy the tags and the lock of its source.
   *
   * @return false when there is no such copy
   */
  Uni<Boolean> setMarks(VersionRef copy, VersionMarks marks);
}
