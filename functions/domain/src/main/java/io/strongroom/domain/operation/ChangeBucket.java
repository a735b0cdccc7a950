package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.BucketSetting;
import java.util.Optional;

/**
 * Sets one thing of a bucket, or takes it away. Everything that is set for a bucket is set by this
 * class; the operations differ in what the caller has to be allowed to do.
 */
public final class ChangeBucket {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;
  private final Action action;

  public ChangeBucket(AuthorizedBuckets authorized, Buckets buckets, Action action) {
    this.authorized = authorized;
    this.buckets = buckets;
    this.action = action;
  }

  /**
   * @param wanted empty when the request asks for what every bucket is anyway
   */
  public record Command(Caller caller, BucketName bucket, Optional<BucketSetting> wanted) {}

  /** Fails with NoSuchBucket or AccessDenied. */
  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), action, command.bucket())
        .chain(
            bucket ->
                command
                    .wanted()
                    .map(setting -> buckets.set(bucket.name(), setting))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
