package io.strongroom.domain.access;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.LogText;

/**
 * A refusal that no policy decided.
 *
 * @param arn of what it was to be done to
 * @param owner the account that owns that
 */
public record RuleRefusal(Caller caller, Action action, String arn, AccountId owner, Rule rule) {

  /** What decided, and what would change it. */
  public enum Rule {
    EXPECTED_OWNER(
        "the request names another account as the bucket's owner",
        "Correct the expected owner, or the bucket's name, or leave the header out."),
    UNREADABLE_POLICY(
        "the bucket's policy cannot be read",
        "Have the root of the owner's account put another, or delete it."),
    PUBLIC_POLICY(
        "the policy is public, and BlockPublicPolicy keeps such from the bucket",
        "Have the policy name whom it means, or take BlockPublicPolicy away."),
    FOREIGN_POLICY(
        "the policy of a bucket is for the owner's account alone, whatever it allows",
        "Have somebody of the owner's account do it.");

    private final String decision;
    private final String advice;

    Rule(String decision, String advice) {
      this.decision = decision;
      this.advice = advice;
    }
  }

  /** The action as policies call it. */
  public String permission() {
    return PermissionNames.of(action);
  }

  /** What the operator is told, in one line. */
  public String toOperator() {
    return LogText.escaped(
        "%s may not %s on %s: %s. %s"
            .formatted(caller.principal(), permission(), arn, rule.decision, rule.advice));
  }
}
