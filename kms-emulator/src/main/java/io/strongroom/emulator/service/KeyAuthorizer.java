package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.IdentityQuestions.Standing;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Policy;
import io.strongroom.policy.Reach;
import io.strongroom.policy.StatementRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may use a key: the permissions boundary, the key policy, then grants; a denial of the
 * policy is final. What a policy gives to an account it gives to those whose own policies allow it,
 * and to everyone who has none. Thread-safe.
 */
@ApplicationScoped
public class KeyAuthorizer {

  /** AWS: a service's default key is used by the account and managed by nobody in it. */
  private static final Set<String> ON_DEFAULT_KEYS =
      Set.of(
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:DescribeKey",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListKeyPolicies",
          "kms:ListKeyRotations",
          "kms:ListGrants",
          "kms:ListResourceTags",
          "kms:CreateGrant",
          "kms:RetireGrant",
          "kms:RevokeGrant");

  private final PolicyQuestions policies;
  private final Boundaries boundaries;
  private final IdentityQuestions identities;
  private final GrantsInForce grants;

  KeyAuthorizer(
      PolicyQuestions policies,
      Boundaries boundaries,
      IdentityQuestions identities,
      GrantsInForce grants) {
    this.policies = policies;
    this.identities = identities;
    this.boundaries = boundaries;
    this.grants = grants;
  }

  /**
   * By what {@code access} is permitted: a grant counts as the caller's own name, and what another
   * account's policy gives is left to the caller's. Fails with {@code ACCESS_DENIED}.
   */
  public Uni<Reach> require(Access access) {
    return Uni.createFrom().deferred(() -> decide(access));
  }

  private Uni<Reach> decide(Access access) {
    return requireWithinBoundary(access).chain(() -> decideByKey(access));
  }

  private Uni<Void> requireWithinBoundary(Access access) {
    Optional<Policy> boundary = boundaries.of(access.caller());
    if (boundary.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return policies
        .ask(access, boundary.get())
        .invoke(
            answer -> {
              if (!(answer instanceof Answer.Allows)) {
                throw Boundaries.denied(access.caller(), access.action());
              }
            })
        .replaceWithVoid();
  }

  private Uni<Reach> decideByKey(Access access) {
    return grants.ofTokens(access).chain(ids -> decideByKey(access, ids));
  }

  private Uni<Reach> decideByKey(Access access, List<String> tokenGrants) {
    return identities
        .standing(access, policies)
        .chain(
            standing ->
                policies
                    .ask(access)
                    .chain(answer -> decide(access, tokenGrants, standing, answer)));
  }

  private Uni<Reach> decide(
      Access access, List<String> tokenGrants, Standing standing, Answer answer) {
    if (standing == Standing.DENIED) {
      throw denied(
          access,
          "with an explicit deny in an identity-based policy",
          "a policy of the caller's own denies it");
    }
    return switch (answer) {
      case Answer.Allows(var _, Reach reach) ->
          standing == Standing.SILENT && needsOwn(access, reach)
              ? requireGrant(
                  access,
                  tokenGrants,
                  new Silence(
                      "because no identity-based policy allows the " + access.action() + " action",
                      "the key's policy leaves it to the account, where no policy of the caller's"
                          + " own allows it, and no grant does"))
              : allowed(access).replaceWith(isForeign(access) ? Reach.ACCOUNT : reach);
      case Answer.Denies(StatementRef by) -> throw deniedByKey(access, by);
      case Answer.Silent(Optional<Answer.NearMiss> nearMiss) ->
          requireGrant(access, tokenGrants, Silence.ofKey(nearMiss));
    };
  }

  /**
   * AWS: what is given to an account its own policies pass on; another account's always have to.
   */
  private static boolean needsOwn(Access access, Reach reach) {
    return reach == Reach.ACCOUNT || isForeign(access);
  }

  private static boolean isForeign(Access access) {
    return !access.caller().account().equals(access.key().arn().scope().account());
  }

  private static Uni<Void> allowed(Access access) {
    if (access.key().type().manager() == KeyManager.AWS
        && !ON_DEFAULT_KEYS.contains(access.action())) {
      throw denied(
          access,
          "because the key is managed by the service",
          "default keys are managed by the service alone");
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Reach> requireGrant(Access access, List<String> tokenGrants, Silence otherwise) {
    return grants
        .permitting(access, tokenGrants)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw denied(access, otherwise.told(), otherwise.decision());
              }
            })
        .replaceWith(Reach.OWN);
  }

  /**
   * The grants that let the caller make grants, when the policy itself does not; empty when the
   * policy does and the caller is free. Fails with {@code ACCESS_DENIED} when neither does.
   */
  public Uni<List<Grant>> grantsBehindCreateGrant(Access access) {
    return policies
        .ask(access)
        .chain(
            answer ->
                answer instanceof Answer.Silent
                    ? require(access)
                        .chain(() -> grants.ofTokens(access))
                        .chain(ids -> grants.permitting(access, ids))
                    : require(access).replaceWith(List.of()));
  }

  /**
   * Demands that the key's policy does not deny retiring, and completes with whether it names the
   * caller for it. What it gives to an account does not count: the right is the grant's to give.
   */
  Uni<Boolean> mayRetireByPolicy(Access access) {
    return requireWithinBoundary(access)
        .chain(() -> policies.ask(access))
        .map(
            answer ->
                switch (answer) {
                  case Answer.Denies(StatementRef by) -> throw deniedByKey(access, by);
                  case Answer.Allows(var _, Reach reach) ->
                      reach == Reach.OWN || reach == Reach.ROLE;
                  case Answer.Silent _ -> false;
                });
  }

  /**
   * Why nobody allows something.
   *
   * @param told to the caller
   * @param decision for operators
   */
  private record Silence(String told, String decision) {

    static Silence ofKey(Optional<Answer.NearMiss> nearMiss) {
      return new Silence(
          "because no resource-based policy allows the action",
          "neither the key's policy nor a grant allows it"
              + nearMiss.map(miss -> "; " + miss.shown()).orElse(""));
    }
  }

  private static KmsRefusal deniedByKey(Access access, StatementRef by) {
    return denied(
        access,
        "with an explicit deny in a resource-based policy",
        "denied by " + by.shown() + " of the key's policy");
  }

  private static KmsRefusal denied(Access access, String reason, String decision) {
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
}
