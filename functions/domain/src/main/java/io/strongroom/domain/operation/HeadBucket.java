package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;

/** HeadBucket, GetBucketLocation. */
public final class HeadBucket {

  private final AuthorizedBuckets authorized;

  public HeadBucket(AuthorizedBuckets authorized) {
    this.authorized = authorized;
  }

  public record Command(Caller caller, BucketName name) {}

  public Uni<Bucket> execute(Command command) {
    return authorized.get(command.caller(), Action.LIST_BUCKET, command.name());
  }
}
