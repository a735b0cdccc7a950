package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.policy.Principals;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Policies;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.condition.Attributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the policies of those who call for themselves. Of those for whom a service calls, the
 * service has asked them: it knows their sessions. Thread-safe.
 */
@ApplicationScoped
public class IdentityQuestions {

  /** What names no key, so that no key's policy has a say. By AWS's names, then DEW's. */
  private static final Map<String, String> KEYLESS =
      Map.of(
          "CreateKey", "kms:CreateKey",
          "ListKeys", "kms:ListKeys",
          "ListAliases", "kms:ListAliases",
          "GenerateRandom", "kms:GenerateRandom",
          "ListRetirableGrants", "kms:ListRetirableGrants",
          "create-key", "kms:CreateKey",
          "list-keys", "kms:ListKeys",
          "gen-random", "kms:GenerateRandom",
          "list-retirable-grants", "kms:ListRetirableGrants");

  private final CallerPolicies identities;

  IdentityQuestions(CallerPolicies identities) {
    this.identities = identities;
  }

  /** What the policies of a caller say. */
  enum Standing {
    /** There are none: whatever belongs to the account is the caller's. */
    FREE,
    ALLOWED,
    SILENT,
    DENIED
  }

  private Optional<Policies> of(KmsCaller caller) {
    return caller.service().isPresent() ? Optional.empty() : identities.of(caller);
  }

  /** What the caller's policies say to a wish. */
  Uni<Standing> standing(Access access, PolicyQuestions questions) {
    Optional<Policies> own = of(access.caller());
    if (own.isEmpty()) {
      return Uni.createFrom().item(Standing.FREE);
    }
    return questions
        .ask(access, together(own.get()))
        .chain(
            answer ->
                own.get()
                    .boundary()
                    .map(limit -> questions.ask(access, limit.policy()))
                    .orElseGet(() -> Uni.createFrom().item(answer))
                    .map(limit -> standing(answer, limit)));
  }

  private static Policy together(Policies own) {
    return Policy.together(own.identity().stream().map(Named::policy).toList());
  }

  private static Standing standing(Answer identity, Answer limit) {
    if (identity instanceof Answer.Denies || limit instanceof Answer.Denies) {
      return Standing.DENIED;
    }
    return identity instanceof Answer.Allows && limit instanceof Answer.Allows
        ? Standing.ALLOWED
        : Standing.SILENT;
  }

  /**
   * Demands that the caller may do what names no key; other operations are decided with their key.
   *
   * @param operation by its name in either API
   * @throws KmsRefusal {@code ACCESS_DENIED}
   */
  void requireKeyless(KmsCaller caller, String operation) {
    Optional<Policies> own = of(caller);
    Optional<String> action = Optional.ofNullable(KEYLESS.get(operation));
    if (own.isEmpty() || action.isEmpty()) {
      return;
    }
    PolicyRequest request = request(caller, action.get());
    Answer limit =
        own.get()
            .boundary()
            .map(each -> each.policy().ask(request))
            .orElseGet(() -> together(own.get()).ask(request));
    if (standing(together(own.get()).ask(request), limit) != Standing.ALLOWED) {
      throw KmsRefusal.of(
          KmsError.ACCESS_DENIED,
          "User: "
              + caller.principal()
              + " is not authorized to perform: "
              + action.get()
              + " because no identity-based policy allows the "
              + action.get()
              + " action");
    }
  }

  private static PolicyRequest request(KmsCaller caller, String action) {
    Map<String, List<String>> attributes =
        new HashMap<>(
            Map.of(
                "aws:PrincipalArn", List.of(Principals.arn(caller)),
                "aws:PrincipalAccount", List.of(caller.account().value()),
                "aws:ViaAWSService", List.of("false")));
    Principals.userName(caller).ifPresent(name -> attributes.put("aws:username", List.of(name)));
    return new PolicyRequest(
        Principals.of(caller),
        action,
        new PolicyRequest.Resource("*", caller.account().value()),
        Attributes.of(attributes));
  }
}
