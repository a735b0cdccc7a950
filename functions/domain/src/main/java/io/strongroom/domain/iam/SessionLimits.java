package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.BuiltInPolicies;
import io.strongroom.domain.identity.StoredKey.Limits;
import io.strongroom.domain.port.IdentityPolicies;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;
import java.util.List;

/** What a session is to be limited to: a policy of its own, and policies by ARN. Thread-safe. */
final class SessionLimits {

  private static final int MOST_POLICIES = 10;

  private final IdentityPolicies policies;

  SessionLimits(IdentityPolicies policies) {
    this.policies = policies;
  }

  /**
   * Demands that a session of the account can be limited so. Fails with NoPolicy, PolicyTooLong,
   * Invalid or NotThere.
   */
  Uni<Void> require(Limits limits, AccountId account) {
    limits.policy().ifPresent(SessionLimits::requirePolicy);
    if (limits.policyArns().size() > MOST_POLICIES) {
      throw new IdentityException(
          new IdentityError.Invalid("A session takes " + MOST_POLICIES + " policy ARNs at most"));
    }
    return each(List.copyOf(limits.policyArns()), account);
  }

  private Uni<Void> each(List<String> arns, AccountId account) {
    if (arns.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String arn = arns.getFirst();
    return requireThere(arn, account).chain(() -> each(arns.subList(1, arns.size()), account));
  }

  private Uni<Void> requireThere(String arn, AccountId account) {
    if (BuiltInPolicies.document(arn).isPresent()) {
      return Uni.createFrom().voidItem();
    }
    return policies
        .find(arn)
        .invoke(
            found -> {
              if (found.filter(one -> one.name().account().equals(account)).isEmpty()) {
                throw new IdentityException(
                    new IdentityError.NotThere("Policy " + arn + " was not found."));
              }
            })
        .replaceWithVoid();
  }

  private static void requirePolicy(String text) {
    try {
      PolicyTexts.read(text, PolicyKind.SESSION);
    } catch (PolicyException e) {
      throw new IdentityException(
          e.error() instanceof PolicyError.TooLong(int most)
              ? new IdentityError.PolicyTooLong(most)
              : new IdentityError.NoPolicy(PolicyKind.SESSION, e.error()));
    }
  }
}
