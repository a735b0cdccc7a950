package io.strongroom.domain.access;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what to the service itself, such as look at the use of keys or have jobs run. Decided
 * by the caller's own policies, and noted as every decision. Thread-safe.
 */
public final class ServiceRights {

  private static final String ARN = "arn:aws:strongroom:::jobs";

  private final CallerConditions conditions;
  private final RefusalLog refusals;
  private final AccountId operator;

  /**
   * @param operator the account that was there first: it looks after all others
   */
  public ServiceRights(CallerConditions conditions, RefusalLog refusals, AccountId operator) {
    this.conditions = conditions;
    this.refusals = refusals;
    this.operator = operator;
  }

  /**
   * Demands that the caller may do something.
   *
   * @param action {@code strongroom:CreateJob}
   * @throws ObjectStoreException AccessDenied
   */
  public void require(Caller caller, String action) {
    require(caller, action, ARN, caller.account());
  }

  /** As above, to something that an account owns. */
  public void require(Caller caller, String action, String arn, AccountId owner) {
    if (caller.identity().isAnonymous()) {
      throw new ObjectStoreException(new RequestError.AccessDenied(""));
    }
    Verdict verdict =
        Evaluation.decide(
            new PolicyRequest(
                caller.identity().names(),
                action,
                new PolicyRequest.Resource(arn, owner.value()),
                conditions.with(caller, owner, Map.of())),
            caller.identity().held().with(Optional.empty()),
            ResourceRules.BUCKETS);
    if (verdict.isAllowed()) {
      refusals.permitted(new RefusalLog.Permitted(caller, action, arn, owner, verdict));
      return;
    }
    Refusal refusal = new Refusal(caller, action, arn, owner, verdict);
    refusals.note(refusal);
    throw new ObjectStoreException(new RequestError.AccessDenied(refusal.toCaller()));
  }

  /** Whether the caller's account may look at what is others'. */
  public boolean seesAll(Caller caller) {
    return caller.account().equals(operator);
  }
}
