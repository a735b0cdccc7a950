package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;

/** DeleteBucket: only an empty one. */
public final class DeleteBucket {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public DeleteBucket(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  public record Command(Caller caller, BucketName name) {}

  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), Action.DELETE_BUCKET, command.name())
        .chain(bucket -> buckets.delete(bucket.name()));
  }
}
