package io.strongroom.migration;

import io.strongroom.local.StartupException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The destination's bucket: made like the source's where it is missing, refused where it cannot
 * keep what the source has.
 *
 * @param currentOnly whether versions but the current ones, and locks, stay behind
 */
record BucketTwin(
    S3Client from, String fromBucket, S3Client to, String toBucket, boolean currentOnly) {

  private static final int NOT_FOUND = 404;

  /** What the source keeps beside content. */
  private record Keeps(BucketVersioningStatus versioning, boolean locks) {
    boolean versions() {
      return versioning == BucketVersioningStatus.ENABLED
          || versioning == BucketVersioningStatus.SUSPENDED;
    }
  }

  /**
   * Has the destination ready.
   *
   * @return whether locks go along
   * @throws StartupException if the destination's bucket cannot keep what the source's does
   */
  boolean prepare() {
    Keeps source = keeps(from, fromBucket);
    if (!exists()) {
      to.createBucket(create -> create.bucket(toBucket).objectLockEnabledForBucket(source.locks()));
      if (source.versions()) {
        version(BucketVersioningStatus.ENABLED);
      }
      return source.locks();
    }
    Keeps destination = keeps(to, toBucket);
    if (!currentOnly) {
      if (source.locks() && !destination.locks()) {
        throw new StartupException(
            "The source keeps locks, and the bucket %s does not: name one that is not there yet."
                .formatted(toBucket));
      }
      if (source.versions() && !destination.versions()) {
        throw new StartupException(
            "The source has versions, and the bucket %s has none: switch them on, or copy with"
                    .formatted(toBucket)
                + " --current-only.");
      }
      // A copy that was ended left it as the source's is.
      if (source.versions() && destination.versioning() == BucketVersioningStatus.SUSPENDED) {
        version(BucketVersioningStatus.ENABLED);
      }
    }
    return source.locks() && destination.locks();
  }

  /** What is done when all versions are there. */
  void finish(CopyTally tally) {
    if (!currentOnly && keeps(from, fromBucket).versioning() == BucketVersioningStatus.SUSPENDED) {
      version(BucketVersioningStatus.SUSPENDED);
    }
    settings()
        .forEach(
            (name, isSet) -> {
              try {
                if (isSet.getAsBoolean()) {
                  tally.setting("the source has " + name);
                }
              } catch (SdkException e) {
                if (!(e instanceof S3Exception refused) || refused.statusCode() != NOT_FOUND) {
                  tally.setting("whether the source has " + name + ": " + CopyPatience.reason(e));
                }
              }
            });
  }

  private Map<String, BooleanSupplier> settings() {
    Map<String, BooleanSupplier> all = new LinkedHashMap<>();
    all.put("a policy", () -> !from.getBucketPolicy(b -> b.bucket(fromBucket)).policy().isEmpty());
    all.put(
        "lifecycle rules",
        () -> from.getBucketLifecycleConfiguration(b -> b.bucket(fromBucket)).hasRules());
    all.put("CORS rules", () -> from.getBucketCors(b -> b.bucket(fromBucket)).hasCorsRules());
    all.put("tags", () -> from.getBucketTagging(b -> b.bucket(fromBucket)).hasTagSet());
    all.put(
        "replication rules",
        () ->
            from.getBucketReplication(b -> b.bucket(fromBucket)).replicationConfiguration()
                != null);
    all.put(
        "notifications",
        () -> {
          var some = from.getBucketNotificationConfiguration(b -> b.bucket(fromBucket));
          return some.hasQueueConfigurations()
              || some.hasTopicConfigurations()
              || some.hasLambdaFunctionConfigurations();
        });
    all.put(
        "a default retention",
        () ->
            from.getObjectLockConfiguration(b -> b.bucket(fromBucket))
                    .objectLockConfiguration()
                    .rule()
                != null);
    return all;
  }

  private boolean exists() {
    try {
      to.headBucket(head -> head.bucket(toBucket));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void version(BucketVersioningStatus status) {
    to.putBucketVersioning(
        put -> put.bucket(toBucket).versioningConfiguration(v -> v.status(status)));
  }

  private static Keeps keeps(S3Client store, String bucket) {
    BucketVersioningStatus versioning =
        store.getBucketVersioning(get -> get.bucket(bucket)).status();
    return new Keeps(
        versioning == null ? BucketVersioningStatus.UNKNOWN_TO_SDK_VERSION : versioning,
        locks(store, bucket));
  }

  private static boolean locks(S3Client store, String bucket) {
    try {
      ObjectLockConfiguration lock =
          store.getObjectLockConfiguration(get -> get.bucket(bucket)).objectLockConfiguration();
      return lock != null && lock.objectLockEnabled() == ObjectLockEnabled.ENABLED;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
