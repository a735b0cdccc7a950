package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Action;
import io.strongroom.domain.access.Caller;

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
