package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;

/**
 * HeadBucket, GetBucketLocation and every question for what is set for a bucket: they differ in
 * what the caller has to be allowed to do, and in what is told of the bucket.
 */
public final class HeadBucket {

  private final AuthorizedBuckets authorized;
  private final Action action;

  public HeadBucket(AuthorizedBuckets authorized, Action action) {
    this.authorized = authorized;
    this.action = action;
  }

  public record Command(Caller caller, BucketName name) {}

  public Uni<Bucket> execute(Command command) {
    return authorized.get(command.caller(), action, command.name());
  }
}
