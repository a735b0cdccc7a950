package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.IdentityQuestions.Standing;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Policy;
import io.strongroom.policy.Reach;
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

  /** Completes when {@code access} is permitted; fails with {@code ACCESS_DENIED} when not. */
  public Uni<Void> require(Access access) {
    return Uni.createFrom().deferred(() -> decide(access));
  }

  private Uni<Void> decide(Access access) {
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

  private Uni<Void> decideByKey(Access access) {
    return grants.ofTokens(access).chain(ids -> decideByKey(access, ids));
  }

  private Uni<Void> decideByKey(Access access, List<String> tokenGrants) {
    return identities
        .standing(access, policies)
        .chain(
            standing ->
                policies
                    .ask(access)
                    .chain(answer -> decide(access, tokenGrants, standing, answer)));
  }

  private Uni<Void> decide(
      Access access, List<String> tokenGrants, Standing standing, Answer answer) {
    if (standing == Standing.DENIED) {
      throw denied(access, "with an explicit deny in an identity-based policy");
    }
    return switch (answer) {
      case Answer.Allows(var _, Reach reach) ->
          standing == Standing.SILENT && needsOwn(access, reach)
              ? requireGrant(
                  access,
                  tokenGrants,
                  "because no identity-based policy allows the " + access.action() + " action")
              : allowed(access);
      case Answer.Denies _ ->
          throw denied(access, "with an explicit deny in a resource-based policy");
      case Answer.Silent _ ->
          requireGrant(access, tokenGrants, "because no resource-based policy allows the action");
    };
  }

  /**
   * AWS: what is given to an account its own policies pass on; another account's always have to.
   */
  private static boolean needsOwn(Access access, Reach reach) {
    return reach == Reach.ACCOUNT
        || !access.caller().account().equals(access.key().arn().scope().account());
  }

  private static Uni<Void> allowed(Access access) {
    if (access.key().type().manager() == KeyManager.AWS
        && !ON_DEFAULT_KEYS.contains(access.action())) {
      throw denied(access, "because the key is managed by the service");
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> requireGrant(Access access, List<String> tokenGrants, String otherwise) {
    return grants
        .permitting(access, tokenGrants)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw denied(access, otherwise);
              }
            })
        .replaceWithVoid();
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
                  case Answer.Denies _ ->
                      throw denied(access, "with an explicit deny in a resource-based policy");
                  case Answer.Allows(var _, Reach reach) ->
                      reach == Reach.OWN || reach == Reach.ROLE;
                  case Answer.Silent _ -> false;
                });
  }

  private static KmsRefusal denied(Access access, String reason) {
    return KmsRefusal.of(
        KmsError.ACCESS_DENIED,
        "User: "
            + access.caller().principal()
            + " is not authorized to perform: "
            + access.action()
            + " on resource: "
            + access.key().arn()
            + " "
            + reason);
  }
}
