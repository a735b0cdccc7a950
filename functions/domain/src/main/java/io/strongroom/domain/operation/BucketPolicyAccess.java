package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.BucketPolicies;
import io.strongroom.domain.access.RuleRefusal;
import io.strongroom.domain.access.RuleRefusal.Rule;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.PrincipalNames;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy and GetBucketPolicyStatus. The policy itself
 * is the business of the owner's account, whatever it gives to others.
 *
 * <p>Source: "PutBucketPolicy", Amazon S3 API reference.
 */
public final class BucketPolicyAccess {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;
  private final PrincipalNames names;

  public BucketPolicyAccess(AuthorizedBuckets authorized, Buckets buckets, PrincipalNames names) {
    this.authorized = authorized;
    this.buckets = buckets;
    this.names = names;
  }

  /** About the policy of a bucket. */
  public record Command(Caller caller, BucketName bucket) {}

  /**
   * @param form in whose language the text is
   * @param bindsRoot whether it may keep the owner's root from the policy itself
   */
  public record Put(Caller caller, BucketName bucket, Form form, String text, boolean bindsRoot) {}

  /**
   * Replaces the policy. Fails with NoSuchBucket, AccessDenied, also for a public policy where
   * those are blocked, MethodNotAllowed for another account, or MalformedPolicy.
   */
  public Uni<Void> put(Put command) {
    return authorized
        .get(command.caller(), Action.PUT_BUCKET_POLICY, command.bucket())
        .invoke(bucket -> requireOwn(command.caller(), bucket, Action.PUT_BUCKET_POLICY, "PUT"))
        .chain(bucket -> settled(bucket, command))
        .chain(text -> buckets.setPolicy(command.bucket(), Optional.of(text)));
  }

  /** The text, with those whom it names as they are now. */
  private Uni<BucketPolicyText> settled(Bucket bucket, Put command) {
    Set<String> named = readable(bucket, command).principals();
    Uni<Map<String, String>> known =
        named.isEmpty() ? Uni.createFrom().item(Map.of()) : names.known(named);
    return known
        .invoke(ids -> requireKnown(named, ids))
        .map(
            ids ->
                new BucketPolicyText(
                    UUID.randomUUID(),
                    command.form(),
                    command.text(),
                    new BucketPolicyText.Terms(ids, command.bindsRoot())));
  }

  private static void requireKnown(Set<String> named, Map<String, String> ids) {
    named.stream()
        .filter(name -> !ids.containsKey(name))
        .min(Comparator.naturalOrder())
        .ifPresent(
            name -> {
              throw malformed(new PolicyError.InvalidPrincipal(name));
            });
  }

  private static ObjectStoreException malformed(PolicyError error) {
    return new ObjectStoreException(new AccessError.MalformedPolicy(error));
  }

  private Policy readable(Bucket bucket, Put command) {
    Policy policy;
    try {
      policy = BucketPolicies.forAuthor(bucket.name(), command.form(), command.text());
    } catch (PolicyException e) {
      throw malformed(e.error());
    }
    if (policy.isPublic() && bucket.access().refusesPublicPolicies()) {
      note(command.caller(), bucket, Action.PUT_BUCKET_POLICY, Rule.PUBLIC_POLICY);
      throw new ObjectStoreException(
          new RequestError.AccessDenied(
              "Public policies are blocked by the BlockPublicPolicy setting of the bucket."));
    }
    return policy;
  }

  /** The policy as it was given. Fails with NoSuchBucket, AccessDenied or NotConfigured. */
  public Uni<BucketPolicyText> get(Command command) {
    return authorized
        .get(command.caller(), Action.GET_BUCKET_POLICY, command.bucket())
        .invoke(bucket -> requireOwn(command.caller(), bucket, Action.GET_BUCKET_POLICY, "GET"))
        .chain(this::text);
  }

  /** S3: whoever was let in by a policy does not get to change or copy it. */
  private void requireOwn(Caller caller, Bucket bucket, Action action, String method) {
    if (!caller.account().equals(bucket.owner())) {
      note(caller, bucket, action, Rule.FOREIGN_POLICY);
      throw new ObjectStoreException(new RequestError.MethodNotAllowed(method));
    }
  }

  private void note(Caller caller, Bucket bucket, Action action, Rule rule) {
    authorized.note(new RuleRefusal(caller, action, bucket.name().arn(), bucket.owner(), rule));
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
        .invoke(
            bucket -> requireOwn(command.caller(), bucket, Action.DELETE_BUCKET_POLICY, "DELETE"))
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
                text(bucket).map(text -> BucketPolicies.stored(bucket.name(), text).isPublic()));
  }
}
