package io.strongroom.policy;

import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Verdict.Decider;
import io.strongroom.policy.Verdict.Source;
import io.strongroom.policy.condition.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides a request by all policies together. All are asked before anything is decided, so that a
 * denial anywhere wins. Pure; thread-safe.
 *
 * <p>Sources: IAM user guide, "Policy evaluation logic"; KMS developer guide, "Determining access".
 */
public final class Evaluation {

  private final PolicyRequest request;
  private final ResourceRules rules;
  private final Policies policies;
  private final List<Asked> identity;
  private final List<Asked> resource;
  private final List<Asked> boundary;
  private final List<Asked> session;
  private final Optional<Decider> denial;

  /** A policy and what it said. */
  private record Asked(Source source, String name, Answer answer) {}

  private Evaluation(PolicyRequest request, Policies policies, ResourceRules rules) {
    this.request = request;
    this.rules = rules;
    this.policies = policies;
    this.identity = asked(Source.IDENTITY, policies.identity());
    this.resource = asked(Source.RESOURCE, policies.resource());
    this.boundary = asked(Source.BOUNDARY, policies.boundary());
    this.session = asked(Source.SESSION, policies.session());
    this.denial =
        denial(identity)
            .or(() -> denial(boundary))
            .or(() -> denial(session))
            .or(() -> denial(resource));
  }

  /** What the policies say together. */
  public static Verdict decide(PolicyRequest request, Policies policies, ResourceRules rules) {
    return new Evaluation(request, policies, rules).decide();
  }

  private List<Asked> asked(Source source, List<Named> policies) {
    // Loops, no streams: this is asked for each request.
    List<Asked> asked = new ArrayList<>(policies.size());
    for (Named named : policies) {
      asked.add(asked(source, named));
    }
    return asked;
  }

  private List<Asked> asked(Source source, Optional<Named> policy) {
    return policy.map(named -> List.of(asked(source, named))).orElseGet(List::of);
  }

  private Asked asked(Source source, Named named) {
    return new Asked(source, named.name(), named.policy().ask(request));
  }

  private Verdict decide() {
    boolean owner = request.isWithinAccount() && request.caller().kind() == Principal.Kind.ROOT;
    if (owner && rules.rootKeeps().contains(lowerAction()) && deniesResourceOnly()) {
      return limited(List.of());
    }
    if (denial.isPresent()) {
      return new Verdict.Denied(denial.get());
    }
    if (owner && rules.rootMayAll()) {
      return limited(List.of());
    }
    if (!request.isWithinAccount() && rules.restrictPublic() && isPublic()) {
      return new Verdict.PublicAccessBlocked();
    }
    return request.isWithinAccount() ? withinAccount() : acrossAccounts();
  }

  /** Whether no policy of the caller denies. */
  private boolean deniesResourceOnly() {
    return denial.map(by -> by.source() == Source.RESOURCE).orElse(true);
  }

  private boolean isPublic() {
    return policies.resource().map(named -> named.policy().isPublic()).orElse(false);
  }

  private String lowerAction() {
    return Attributes.folded(request.action());
  }

  private Verdict withinAccount() {
    Optional<Answer.Allows> own = allows(resource);
    if (own.isEmpty()) {
      return rules.ownPolicyMustAllow() ? unallowed(Source.RESOURCE, resource) : byIdentity();
    }
    return switch (own.get().reach()) {
      case OWN, EVERYONE -> namesNoSession() ? inSession(resource) : allowed(resource);
      case ROLE -> limited(resource);
      case ACCOUNT -> byIdentity();
    };
  }

  // AWS: both accounts must allow. Nobody answers for a root or for nobody in particular.
  private Verdict acrossAccounts() {
    if (allows(resource).isEmpty()) {
      return unallowed(Source.RESOURCE, resource);
    }
    return switch (request.caller().kind()) {
      case ANONYMOUS, ROOT -> limited(resource);
      case USER, SESSION, FEDERATED -> byIdentity();
    };
  }

  private Verdict byIdentity() {
    return allows(identity).isEmpty() ? unallowed(Source.IDENTITY, identity) : limited(identity);
  }

  /** A session is limited, a root's as well. */
  private Verdict limited(List<Asked> allowing) {
    if (!boundary.isEmpty() && allows(boundary).isEmpty()) {
      return unallowed(Source.BOUNDARY, boundary);
    }
    return inSession(allowing);
  }

  /**
   * A user's own session may have a policy in Huawei's API only. Whoever names the user does not
   * name the session, and so gives it no more than its policy lets through.
   */
  private boolean namesNoSession() {
    return !session.isEmpty()
        && (request.caller().kind() == Principal.Kind.USER
            || request.caller().kind() == Principal.Kind.ROOT);
  }

  private Verdict inSession(List<Asked> allowing) {
    boolean needsSession =
        !session.isEmpty() || request.caller().kind() == Principal.Kind.FEDERATED;
    return needsSession && allows(session).isEmpty()
        ? unallowed(Source.SESSION, session)
        : allowed(allowing);
  }

  private static Optional<Answer.Allows> allows(List<Asked> policies) {
    for (Asked asked : policies) {
      if (asked.answer() instanceof Answer.Allows allows) {
        return Optional.of(allows);
      }
    }
    return Optional.empty();
  }

  private static Verdict allowed(List<Asked> policies) {
    for (Asked asked : policies) {
      if (asked.answer() instanceof Answer.Allows(StatementRef statement, Reach _)) {
        return new Verdict.Allowed(Optional.of(decider(asked, statement)));
      }
    }
    return new Verdict.Allowed(Optional.empty());
  }

  private static Verdict unallowed(Source silent, List<Asked> policies) {
    return new Verdict.Unallowed(
        silent,
        policies.stream()
            .flatMap(
                asked ->
                    asked.answer() instanceof Answer.Silent(Optional<Answer.NearMiss> nearMiss)
                        ? nearMiss.stream()
                        : Optional.<Answer.NearMiss>empty().stream())
            .findFirst());
  }

  private static Optional<Decider> denial(List<Asked> policies) {
    for (Asked asked : policies) {
      if (asked.answer() instanceof Answer.Denies(StatementRef statement)) {
        return Optional.of(decider(asked, statement));
      }
    }
    return Optional.empty();
  }

  private static Decider decider(Asked asked, StatementRef statement) {
    return new Decider(asked.source(), asked.name(), statement);
  }
}
