package io.strongroom.domain.iam;

import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.access.Refusal;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.caller.Caller;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.Principal;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import java.util.Optional;
import java.util.Set;

/** Who may do what to identities: the same policies as for buckets. Thread-safe. */
public final class IdentityRights {

  private final CallerConditions conditions;
  private final RefusalLog refusals;

  public IdentityRights(CallerConditions conditions, RefusalLog refusals) {
    this.conditions = conditions;
    this.refusals = refusals;
  }

  /**
   * Demands that the caller may do something to a thing of the caller's own account.
   *
   * @param action {@code iam:CreateUser}
   * @throws IdentityException Denied; NotInSession
   */
  public void require(Caller caller, String action, String arn) {
    requireOutsideOfUsersSession(caller);
    Asked asked = new Asked(caller, action, arn, caller.account());
    if (!decide(asked, Optional.empty(), ResourceRules.BUCKETS)) {
      throw new IdentityException(new IdentityError.Denied(caller.principal(), action, arn));
    }
  }

  /**
   * Whether the caller may assume a role: the role's trust policy names them, and their own
   * policies let them, as for any resource.
   */
  boolean mayAssume(Caller caller, String roleArn, String owner, Named trust) {
    ResourceRules rules = new ResourceRules(false, true, false, Set.of());
    Asked asked = new Asked(caller, "sts:AssumeRole", roleArn, owner);
    return decide(asked, Optional.of(trust), rules);
  }

  /** A question. */
  private record Asked(Caller caller, String action, String arn, String owner) {}

  private boolean decide(Asked asked, Optional<Named> resource, ResourceRules rules) {
    Caller caller = asked.caller();
    if (caller.identity().isAnonymous()) {
      return false;
    }
    Verdict verdict =
        Evaluation.decide(
            new PolicyRequest(
                caller.identity().names(),
                asked.action(),
                new PolicyRequest.Resource(asked.arn(), asked.owner()),
                conditions.of(caller, asked.owner())),
            caller.identity().held().with(resource),
            rules);
    if (!verdict.isAllowed()) {
      refusals.note(new Refusal(caller, asked.action(), asked.arn(), asked.owner(), verdict));
    }
    return verdict.isAllowed();
  }

  /** STS: a session of GetSessionToken calls IAM with a second factor only, which there is not. */
  private static void requireOutsideOfUsersSession(Caller caller) {
    if (caller.identity().profile().tokenIssued().isPresent()
        && caller.identity().names().kind() != Principal.Kind.SESSION) {
      throw new IdentityException(new IdentityError.NotInSession());
    }
  }
}
