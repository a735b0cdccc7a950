package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Buckets;
import java.util.function.Supplier;

/**
 * PutBucketVersioning: whether later writes and deletes keep what they would replace. What is there
 * already becomes the version {@code null} without being touched.
 */
public final class PutBucketVersioning {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public PutBucketVersioning(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  /**
   * @param versioning ENABLED or SUSPENDED, read from the request when the bucket is known to be
   *     there and the caller's to change. Does not block
   */
  public record Command(Caller caller, BucketName bucket, Supplier<Versioning> versioning) {}

  /** Fails with NoSuchBucket or AccessDenied. */
  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), Action.PUT_BUCKET_VERSIONING, command.bucket())
        .chain(bucket -> buckets.setVersioning(bucket.name(), command.versioning().get()));
  }
}
