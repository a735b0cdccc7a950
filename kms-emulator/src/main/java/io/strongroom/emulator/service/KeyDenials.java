package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.policy.Answer;
import io.strongroom.policy.StatementRef;
import io.strongroom.policy.Verdict;
import io.strongroom.policy.Verdict.Source;
import java.util.Locale;
import java.util.Optional;

/**
 * Refusals of keys in words: for callers, and for the operators of who calls for them. Stateless.
 */
final class KeyDenials {

  private KeyDenials() {}

  static KmsRefusal silent(Access access, Optional<Answer.NearMiss> nearMiss) {
    return denied(
        access,
        "because no resource-based policy allows the action",
        "neither the key's policy nor a grant allows it%s. Name the caller in one of them."
            .formatted(shown(nearMiss)));
  }

  static KmsRefusal unallowed(Access access, Verdict verdict) {
    return denied(
        access,
        told(verdict, access.action()),
        switch (verdict) {
          case Verdict.Unallowed(Source silent, Optional<Answer.NearMiss> nearMiss) ->
              "no %s allows it, and no grant does%s".formatted(named(silent), shown(nearMiss));
          case Verdict.Allowed _, Verdict.Denied _, Verdict.PublicAccessBlocked _ ->
              "nobody allows it";
        });
  }

  private static String shown(Optional<Answer.NearMiss> nearMiss) {
    return nearMiss.map(miss -> "; " + miss.shown()).orElse("");
  }

  static KmsRefusal deniedBy(Access access, Verdict verdict, Verdict.Decider by) {
    return by.source() == Source.RESOURCE
        ? deniedByKey(access, by.statement())
        : denied(
            access,
            told(verdict, access.action()),
            "denied by %s of %s".formatted(by.statement().shown(), by.policy()));
  }

  static KmsRefusal deniedByKey(Access access, StatementRef by) {
    return denied(
        access,
        "with an explicit deny in a resource-based policy",
        "denied by "
            + by.shown()
            + " of the key's policy. Nothing allows it while that statement applies.");
  }

  static KmsRefusal denied(Access access, String reason, String decision) {
    return KmsRefusal.denied(
        "User: "
            + access.caller().principal()
            + " is not authorized to perform: "
            + access.action()
            + " on resource: "
            + access.key().arn()
            + " "
            + reason,
        decision);
  }

  /** For the caller: the kind of policy that decided, and no more of it. */
  static String told(Verdict verdict, String action) {
    return switch (verdict) {
      case Verdict.Denied(Verdict.Decider by) -> "with an explicit deny in " + article(by.source());
      case Verdict.Unallowed(Verdict.Source silent, var _) ->
          "because no %s allows the %s action".formatted(named(silent), action);
      case Verdict.PublicAccessBlocked _, Verdict.Allowed _ -> "";
    };
  }

  private static String article(Verdict.Source source) {
    return (source == Verdict.Source.IDENTITY ? "an " : "a ") + named(source);
  }

  static String named(Verdict.Source source) {
    return switch (source) {
      case IDENTITY, RESOURCE -> source.name().toLowerCase(Locale.ROOT) + "-based policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
    };
  }
}
