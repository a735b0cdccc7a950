package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.PublicAccessBlock;
import java.util.Optional;
import java.util.function.Supplier;

/** PutPublicAccessBlock, GetPublicAccessBlock and DeletePublicAccessBlock. */
public final class PublicAccess {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public PublicAccess(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  /** About what keeps the public out of a bucket. */
  public record Command(Caller caller, BucketName bucket) {}

  /**
   * @param block read from the request when the bucket is known to be there and the caller's to
   *     change. Does not block
   */
  public record Put(Caller caller, BucketName bucket, Supplier<PublicAccessBlock> block) {}

  /** Fails with NoSuchBucket or AccessDenied. */
  public Uni<Void> put(Put command) {
    return authorized
        .get(command.caller(), Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK, command.bucket())
        .chain(
            bucket ->
                buckets.setPublicAccessBlock(bucket.name(), Optional.of(command.block().get())));
  }

  /** Fails with NoSuchBucket, AccessDenied or NotConfigured. */
  public Uni<PublicAccessBlock> get(Command command) {
    return authorized
        .get(command.caller(), Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK, command.bucket())
        .map(
            bucket ->
                bucket
                    .access()
                    .block()
                    .orElseThrow(
                        () ->
                            new ObjectStoreException(
                                new RequestError.NotConfigured(
                                    bucket.name(), BucketAspect.PUBLIC_ACCESS_BLOCK))));
  }

  /** Also where there is none. Fails with NoSuchBucket or AccessDenied. */
  public Uni<Void> delete(Command command) {
    return authorized
        .get(command.caller(), Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK, command.bucket())
        .chain(bucket -> buckets.setPublicAccessBlock(bucket.name(), Optional.empty()));
  }
}
