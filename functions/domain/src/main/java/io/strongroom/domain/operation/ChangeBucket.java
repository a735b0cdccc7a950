package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import java.util.Optional;

/**
 * Sets one thing of a bucket, or takes it away. Everything that is set for a bucket is set by this
 * class; the operations differ in what the caller has to be allowed to do.
 */
public final class ChangeBucket {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;
  private final SettingTerms terms;
  private final Action action;

  /**
   * @param terms of whatever has any
   */
  public ChangeBucket(
      AuthorizedBuckets authorized, Buckets buckets, SettingTerms terms, Action action) {
    this.authorized = authorized;
    this.buckets = buckets;
    this.terms = terms;
    this.action = action;
  }

  /**
   * @param wanted empty when the request asks for what every bucket is anyway
   */
  public record Command(Caller caller, BucketName bucket, Optional<BucketSetting> wanted) {}

  /** Fails with NoSuchBucket or AccessDenied; with InvalidRequest for what cannot be copied so. */
  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), action, command.bucket())
        .chain(
            bucket ->
                command
                    .wanted()
                    .map(setting -> set(command.caller(), bucket, setting))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> set(Caller caller, Bucket bucket, BucketSetting setting) {
    return Uni.createFrom()
        .deferred(() -> terms.require(caller, bucket, setting))
        .chain(() -> buckets.set(bucket.name(), setting));
  }
}
