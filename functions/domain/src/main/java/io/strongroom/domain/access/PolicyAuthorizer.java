package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.BucketPolicies.Found;
import io.strongroom.domain.access.RuleRefusal.Rule;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.Policies;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.PolicyRequest.Resource;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Decides by the policies of caller and bucket together. A bucket belongs to one account, whose
 * root needs no policy. Whatever cannot be read is refused. Thread-safe.
 */
public final class PolicyAuthorizer implements Authorizer {

  private static final Set<Action> ON_POLICIES =
      Set.of(Action.GET_BUCKET_POLICY, Action.PUT_BUCKET_POLICY, Action.DELETE_BUCKET_POLICY);

  private static final ResourceRules RESTRICTING_PUBLIC = ResourceRules.BUCKETS.restrictingPublic();

  private final BucketPolicies bucketPolicies;
  private final ConditionKeys keys;
  private final Set<AccountId> trying;
  private final RefusalLog refusals;
  private final NamedKeys named;

  /**
   * How to decide.
   *
   * @param region of this service
   * @param trying accounts that try their policies out: what their own people may not do to their
   *     buckets is noted and not refused
   */
  public record Rules(Region region, Set<AccountId> trying) {

    public Rules {
      trying = Set.copyOf(trying);
    }
  }

  /** What is asked for, and whose it is. */
  private record Owned(String arn, AccountId owner) {

    Resource asked() {
      return new Resource(arn, owner.value());
    }
  }

  /**
   * @param arns asked for keys that go by aliases, where a policy asks which key it is
   */
  public PolicyAuthorizer(
      BucketPolicies bucketPolicies,
      Rules rules,
      InstantSource clock,
      RefusalLog refusals,
      KeyArns arns) {
    this.bucketPolicies = bucketPolicies;
    this.keys = new ConditionKeys(rules.region(), clock);
    this.trying = rules.trying();
    this.refusals = refusals;
    this.named = new NamedKeys(arns);
  }

  @Override
  public Uni<Void> require(AccessRequest request) {
    return Uni.createFrom().deferred(() -> decide(request));
  }

  private Uni<Void> decide(AccessRequest request) {
    AccountId account = request.caller().account();
    return switch (request.resource()) {
      case io.strongroom.domain.access.Resource.OwnBuckets() ->
          ofOwn(request, new Owned("arn:aws:s3:::*", account));
      case io.strongroom.domain.access.Resource.NewBucket(var name) ->
          ofOwn(request, new Owned(name.arn(), account));
      case io.strongroom.domain.access.Resource.OfBucket(Bucket bucket) ->
          inBucket(request, new Owned(bucket.name().arn(), bucket.owner()), bucket);
      case io.strongroom.domain.access.Resource.OfObject(Bucket bucket, var key, var _) ->
          inBucket(
              request, new Owned(bucket.name().arn() + "/" + key.value(), bucket.owner()), bucket);
    };
  }

  /** What has no policy of its own: the caller's account decides, and nobody has none. */
  private Uni<Void> ofOwn(AccessRequest request, Owned resource) {
    if (request.caller().identity().isAnonymous()) {
      return refused("");
    }
    return judged(request, resource, Optional.empty(), ResourceRules.BUCKETS);
  }

  private Uni<Void> inBucket(AccessRequest request, Owned resource, Bucket bucket) {
    Optional<String> expected = request.caller().facts().expected().owner();
    if (expected.isPresent() && !expected.get().equals(bucket.owner().value())) {
      return ruledOut(request, resource, Rule.EXPECTED_OWNER, "");
    }
    // Most are known; whoever waits for nothing needs no chain.
    return bucketPolicies
        .known(bucket)
        .map(found -> judged(request, resource, bucket, found))
        .orElseGet(
            () ->
                bucketPolicies.of(bucket).chain(found -> judged(request, resource, bucket, found)));
  }

  private Uni<Void> judged(AccessRequest request, Owned resource, Bucket bucket, Found found) {
    ResourceRules rules =
        bucket.access().restrictsPublic() ? RESTRICTING_PUBLIC : ResourceRules.BUCKETS;
    return switch (found) {
      case Found.None() -> judged(request, resource, Optional.empty(), rules);
      case Found.Compiled(Named policy, boolean bindsRoot) ->
          judged(request, resource, Optional.of(policy), bindsRoot ? rules.bindingRoot() : rules);
      case Found.Unreadable() ->
          isOwnersRoot(request, resource)
                  && hasNoPolicies(request)
                  && ON_POLICIES.contains(request.action())
              ? Uni.createFrom().voidItem()
              : ruledOut(
                  request, resource, Rule.UNREADABLE_POLICY, "The bucket's policy cannot be read.");
    };
  }

  private Uni<Void> judged(
      AccessRequest request, Owned resource, Optional<Named> policy, ResourceRules rules) {
    // Nothing could speak against it.
    if (policy.isEmpty() && isOwnersRoot(request, resource) && hasNoPolicies(request)) {
      String action = PermissionNames.of(request.action());
      return permitted(request, action, resource, new Verdict.Allowed(Optional.empty()));
    }
    Policies policies = request.caller().identity().held().with(policy);
    return named
        .unsettled(request, policies)
        .map(
            alias ->
                named
                    .settled(request, alias)
                    .chain(settled -> evaluated(settled, resource, policies, rules)))
        .orElseGet(() -> evaluated(request, resource, policies, rules));
  }

  private Uni<Void> evaluated(
      AccessRequest request, Owned resource, Policies policies, ResourceRules rules) {
    String action = PermissionNames.of(request.action());
    CallerIdentity identity = request.caller().identity();
    Verdict verdict =
        Evaluation.decide(
            new PolicyRequest(
                identity.names(),
                action,
                resource.asked(),
                keys.of(request, resource.owner(), policies.conditionKeys())),
            policies,
            rules);
    if (verdict.isAllowed()) {
      return permitted(request, action, resource, verdict);
    }
    Refusal refusal =
        new Refusal(request.caller(), action, resource.arn(), resource.owner(), verdict);
    if (trying.contains(resource.owner()) && identity.account().equals(resource.owner())) {
      refusals.note(refusal.tried());
      return Uni.createFrom().voidItem();
    }
    refusals.note(refusal);
    return refused(refusal.toCaller());
  }

  @Override
  public void note(RuleRefusal refusal) {
    refusals.ruledOut(refusal);
  }

  private Uni<Void> ruledOut(AccessRequest request, Owned resource, Rule rule, String detail) {
    note(
        new RuleRefusal(
            request.caller(), request.action(), resource.arn(), resource.owner(), rule));
    return refused(detail);
  }

  private Uni<Void> permitted(
      AccessRequest request, String action, Owned resource, Verdict verdict) {
    refusals.permitted(
        new RefusalLog.Permitted(
            request.caller(), action, resource.arn(), resource.owner(), verdict));
    return Uni.createFrom().voidItem();
  }

  private static boolean isOwnersRoot(AccessRequest request, Owned resource) {
    return request.caller().identity().isRoot()
        && request.caller().account().equals(resource.owner());
  }

  private static boolean hasNoPolicies(AccessRequest request) {
    return request.caller().identity().held().equals(CallerIdentity.Held.NOTHING);
  }

  private static Uni<Void> refused(String detail) {
    return Uni.createFrom()
        .failure(new ObjectStoreException(new RequestError.AccessDenied(detail)));
  }
}
