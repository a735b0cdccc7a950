package io.strongroom.domain.iam;

import io.strongroom.crypto.name.AccountId;
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
import java.util.List;
import java.util.Map;
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
    require(new Asked(caller, action, arn, caller.account(), Map.of()));
  }

  /**
   * As above, where the answer may depend on more.
   *
   * @throws IdentityException Denied; NotInSession
   */
  void require(Asked asked) {
    Caller caller = asked.caller();
    requireOutsideOfUsersSession(caller);
    if (!decide(asked, Optional.empty(), ResourceRules.BUCKETS)) {
      throw new IdentityException(
          new IdentityError.Denied(caller.principal(), asked.action(), asked.arn()));
    }
  }

  /**
   * Whether the caller may assume a role: the role's trust policy names them, and their own
   * policies let them, as for any resource.
   */
  boolean mayAssume(Asked asked, Named trust) {
    ResourceRules rules = new ResourceRules(false, true, false, Set.of());
    return decide(asked, Optional.of(trust), rules);
  }

  /**
   * A question.
   *
   * @param owner account of what it is about
   * @param said condition keys that only the call knows
   */
  record Asked(
      Caller caller, String action, String arn, AccountId owner, Map<String, List<String>> said) {

    /** About something of the caller's own account. */
    static Asked own(Caller caller, String action, String arn, Map<String, List<String>> said) {
      return new Asked(caller, action, arn, caller.account(), said);
    }
  }

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
                new PolicyRequest.Resource(asked.arn(), asked.owner().value()),
                conditions.with(caller, asked.owner(), asked.said())),
            caller.identity().held().with(resource),
            rules);
    if (verdict.isAllowed()) {
      refusals.permitted(
          new RefusalLog.Permitted(caller, asked.action(), asked.arn(), asked.owner(), verdict));
    } else {
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
