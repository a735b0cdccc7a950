package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a service grants beside its policies.
 *
 * @param rootMayAll whether the root of the owning account needs no policy
 * @param ownPolicyMustAllow whether identity policies count only where the resource's own policy
 *     lets them
 * @param restrictPublic whether a resource with a public policy serves its own account only
 * @param rootKeeps actions of that root which no policy of the resource denies, in lower case
 */
public record ResourceRules(
    boolean rootMayAll, boolean ownPolicyMustAllow, boolean restrictPublic, Set<String> rootKeeps) {

  /** S3: no policy can keep the owner's root from the policy itself. */
  public static final ResourceRules BUCKETS =
      new ResourceRules(
          true,
          false,
          false,
          Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"));

  /** KMS: the key policy is the root of trust. */
  public static final ResourceRules KEYS = new ResourceRules(false, true, false, Set.of());

  /** These rules for a bucket whose policy may keep the owner's root from the policy itself. */
  public ResourceRules bindingRoot() {
    return new ResourceRules(rootMayAll, ownPolicyMustAllow, restrictPublic, Set.of());
  }

  /** These rules for a bucket with {@code RestrictPublicBuckets}. */
  public ResourceRules restrictingPublic() {
    return new ResourceRules(rootMayAll, ownPolicyMustAllow, true, rootKeeps);
  }

  public ResourceRules {
    rootKeeps = rootKeeps.stream().map(Attributes::folded).collect(Collectors.toUnmodifiableSet());
  }
}
