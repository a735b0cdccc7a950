package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.BucketUsage;

/**
 * How much a bucket holds (OBS: GetBucketStorageInfo). It is counted, and so costs with its size.
 */
public final class GetBucketUsage {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public GetBucketUsage(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  public record Command(Caller caller, BucketName bucket) {}

  /** Fails with NoSuchBucket or AccessDenied. */
  public Uni<BucketUsage> execute(Command command) {
    return authorized
        .get(command.caller(), Action.GET_BUCKET_STORAGE, command.bucket())
        .chain(bucket -> buckets.usage(bucket.name()));
  }
}
