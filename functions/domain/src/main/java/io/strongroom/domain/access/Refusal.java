package io.strongroom.domain.access;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.LogText;
import io.strongroom.policy.Answer;
import io.strongroom.policy.StatementRef;
import io.strongroom.policy.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * Why somebody may not do something.
 *
 * @param action as policies call it
 * @param arn of what it was to be done to
 * @param owner the account that owns that; empty when it is nobody's yet
 * @param enforced whether it keeps the caller out; else it is noted only
 */
public record Refusal(
    Caller caller, String action, String arn, AccountId owner, Verdict verdict, boolean enforced) {

  /** A refusal that keeps somebody out. */
  public Refusal(Caller caller, String action, String arn, AccountId owner, Verdict verdict) {
    this(caller, action, arn, owner, verdict, true);
  }

  /** The same, noted only: the account tries its policies out. */
  public Refusal tried() {
    return new Refusal(caller, action, arn, owner, verdict, false);
  }

  /** The policy and statement that denied; empty where nobody allowed. */
  public Optional<Verdict.Decider> decider() {
    return verdict instanceof Verdict.Denied(Verdict.Decider by)
        ? Optional.of(by)
        : Optional.empty();
  }

  /** What the caller is told: more than that it was refused only within the owner's account. */
  public String toCaller() {
    if (caller.identity().isAnonymous() || !caller.account().equals(owner)) {
      return "";
    }
    String about =
        "User: %s is not authorized to perform: %s on resource: \"%s\" "
            .formatted(caller.principal(), action, arn);
    return about + kind();
  }

  /** Which kind of policy refuses, as AWS words it, and no more of it. */
  public String kind() {
    return switch (verdict) {
      case Verdict.Denied(Verdict.Decider by) -> "with an explicit deny in " + article(by.source());
      case Verdict.Unallowed(Verdict.Source silent, var _) ->
          "because no %s allows the %s action".formatted(policies(silent), action);
      case Verdict.PublicAccessBlocked _ ->
          "because public policies are blocked by the BlockPublicAccess settings";
      case Verdict.Allowed _ -> "";
    };
  }

  /**
   * What the operator is told, in one line: which policy and statement decided, which condition
   * failed, and what would change it.
   */
  public String toOperator() {
    return LogText.escaped(
        "%s %s %s on %s: %s. %s"
            .formatted(
                caller.principal(),
                enforced ? "may not" : "is let through, but by the policies may not",
                action,
                arn,
                decision(),
                advice()));
  }

  private String advice() {
    return switch (verdict) {
      case Verdict.Denied _ ->
          "Nothing allows it while that statement applies: change it, or what it asks for.";
      case Verdict.Unallowed(Verdict.Source silent, Optional<Answer.NearMiss> nearMiss) ->
          (nearMiss.isPresent() ? "Meet that condition. Or: " : "") + advice(silent);
      case Verdict.PublicAccessBlocked _ ->
          "Have the policy name whom it means, or take RestrictPublicBuckets away.";
      case Verdict.Allowed _ -> "";
    };
  }

  private String advice(Verdict.Source silent) {
    return switch (silent) {
      case IDENTITY ->
          "Allow it in a policy of the caller or of a group they are in%s.".formatted(or());
      case RESOURCE ->
          caller.identity().isAnonymous()
              ? "Nobody signed: have the policy allow everyone, or have the client sign."
              : "It is account %s's: the policy there has to allow it, beside the caller's own."
                  .formatted(owner);
      case BOUNDARY ->
          "It is what the caller may do at most, whatever else allows it: add it there as well.";
      case SESSION ->
          "The session was begun with a policy that leaves it out: begin one that has it.";
    };
  }

  /** What else than the caller's own policy can allow it; across accounts nothing does. */
  private String or() {
    if (!caller.account().equals(owner)) {
      return "";
    }
    String[] parts = arn.split(":", 4);
    return switch (parts.length > 2 ? parts[2] : "") {
      case "s3" -> ", or name the caller in the bucket's policy";
      case "kms" -> ", or name the caller in the key's policy or in a grant";
      default -> "";
    };
  }

  private String decision() {
    return switch (verdict) {
      case Verdict.Denied(Verdict.Decider(var source, String policy, StatementRef statement)) ->
          "denied by %s of %s (%s)".formatted(statement.shown(), policy, policies(source));
      case Verdict.Unallowed(Verdict.Source silent, Optional<Answer.NearMiss> nearMiss) ->
          "no %s allows it%s"
              .formatted(policies(silent), nearMiss.map(miss -> "; " + miss.shown()).orElse(""));
      case Verdict.PublicAccessBlocked _ ->
          "the bucket's policy is public, and RestrictPublicBuckets keeps other accounts out";
      case Verdict.Allowed _ -> "nothing denies it";
    };
  }

  private static String article(Verdict.Source source) {
    return (source == Verdict.Source.IDENTITY ? "an " : "a ") + policies(source);
  }

  private static String policies(Verdict.Source source) {
    return switch (source) {
      case IDENTITY, RESOURCE -> source.name().toLowerCase(Locale.ROOT) + "-based policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
    };
  }
}
