package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.BucketPolicies;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import java.util.Optional;
import java.util.UUID;

/** PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy and GetBucketPolicyStatus. */
public final class BucketPolicyAccess {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public BucketPolicyAccess(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  /** About the policy of a bucket. */
  public record Command(Caller caller, BucketName bucket) {}

  /**
   * @param form in whose language the text is
   */
  public record Put(Caller caller, BucketName bucket, Form form, String text) {}

  /**
   * Replaces the policy. Fails with NoSuchBucket, AccessDenied, also for a public policy where
   * those are blocked, or MalformedPolicy.
   */
  public Uni<Void> put(Put command) {
    BucketPolicyText text = new BucketPolicyText(UUID.randomUUID(), command.form(), command.text());
    return authorized
        .get(command.caller(), Action.PUT_BUCKET_POLICY, command.bucket())
        .invoke(bucket -> requireAllowed(bucket, text))
        .chain(bucket -> buckets.setPolicy(bucket.name(), Optional.of(text)));
  }

  private static void requireAllowed(Bucket bucket, BucketPolicyText text) {
    Policy policy;
    try {
      policy = BucketPolicies.parse(bucket.name(), text);
    } catch (PolicyException malformed) {
      throw new ObjectStoreException(new AccessError.MalformedPolicy(malformed.error()));
    }
    if (policy.isPublic() && bucket.access().refusesPublicPolicies()) {
      throw new ObjectStoreException(
          new RequestError.AccessDenied(
              "Public policies are blocked by the BlockPublicPolicy setting of the bucket."));
    }
  }

  /** The policy as it was given. Fails with NoSuchBucket, AccessDenied or NotConfigured. */
  public Uni<BucketPolicyText> get(Command command) {
    return authorized
        .get(command.caller(), Action.GET_BUCKET_POLICY, command.bucket())
        .chain(this::text);
  }

  private Uni<BucketPolicyText> text(Bucket bucket) {
    return bucket
        .access()
        .policy()
        .map(buckets::policy)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ObjectStoreException(
                            new RequestError.NotConfigured(bucket.name(), BucketAspect.POLICY))));
  }

  /** Also where there is none. Fails with NoSuchBucket or AccessDenied. */
  public Uni<Void> delete(Command command) {
    return authorized
        .get(command.caller(), Action.DELETE_BUCKET_POLICY, command.bucket())
        .chain(bucket -> buckets.setPolicy(bucket.name(), Optional.empty()));
  }

  /**
   * Whether the policy lets in everybody. Fails with NoSuchBucket, AccessDenied or NotConfigured.
   */
  public Uni<Boolean> isPublic(Command command) {
    return authorized
        .get(command.caller(), Action.GET_BUCKET_POLICY_STATUS, command.bucket())
        .chain(
            bucket ->
                text(bucket).map(text -> BucketPolicies.parse(bucket.name(), text).isPublic()));
  }
}
