package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.service.CallerPolicies.Own;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Policy;
import io.strongroom.policy.Reach;
import io.strongroom.policy.StatementRef;
import io.strongroom.policy.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
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

  /** AWS: what may be done with keys of other accounts, in the order of the guide's table. */
  private static final Set<String> ACROSS_ACCOUNTS =
      Set.of(
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DeriveSharedSecret",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyPair",
          "kms:GenerateDataKeyPairWithoutPlaintext",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:GenerateMac",
          "kms:GetKeyRotationStatus",
          "kms:GetPublicKey",
          "kms:ListGrants",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:RetireGrant",
          "kms:RevokeGrant",
          "kms:Sign",
          "kms:Verify",
          "kms:VerifyMac");

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
    return decided(access).map(Basis::reach);
  }

  private Uni<Basis> decided(Access access) {
    return Uni.createFrom().deferred(() -> decide(access));
  }

  /**
   * By what something is permitted.
   *
   * @param grants none where it is by policies
   */
  private record Basis(Reach reach, List<Grant> grants) {}

  private Uni<Basis> decide(Access access) {
    requireWithinReach(access);
    return requireWithinBoundary(access)
        .chain(() -> grants.ofTokens(access))
        .chain(tokenGrants -> decide(access, tokenGrants));
  }

  /** AWS: whatever its policy says, a key is managed by its own account. */
  private static void requireWithinReach(Access access) {
    if (isForeign(access) && !ACROSS_ACCOUNTS.contains(access.action())) {
      throw KeyDenials.denied(
          access,
          "because the key is another account's",
          "keys are managed by their own account, whatever their policies say");
    }
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

  private Uni<Basis> decide(Access access, List<String> tokenGrants) {
    Optional<Own> own = identities.of(access.caller());
    return own.isPresent()
        ? policies
            .decide(access, own.get(), Optional.empty())
            .chain(verdict -> decide(access, tokenGrants, own.get(), verdict))
        : policies.ask(access).chain(answer -> decideByKey(access, tokenGrants, answer));
  }

  /** For a caller without policies, or one whom a service has asked them for. */
  private Uni<Basis> decideByKey(Access access, List<String> tokenGrants, Answer answer) {
    return switch (answer) {
      case Answer.Allows(var _, Reach reach) ->
          allowed(access, new Basis(isForeign(access) ? Reach.ACCOUNT : reach, List.of()));
      case Answer.Denies(StatementRef by) -> throw KeyDenials.deniedByKey(access, by);
      case Answer.Silent(Optional<Answer.NearMiss> nearMiss) ->
          granted(access, tokenGrants)
              .map(basis -> basis.orElseThrow(() -> KeyDenials.silent(access, nearMiss)));
    };
  }

  private Uni<Basis> decide(Access access, List<String> tokenGrants, Own own, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed _ -> allowed(access, new Basis(Reach.OWN, List.of()));
      case Verdict.Denied(Verdict.Decider by) -> throw KeyDenials.deniedBy(access, verdict, by);
      case Verdict.PublicAccessBlocked _, Verdict.Unallowed _ ->
          granted(access, tokenGrants)
              .map(basis -> basis.orElseThrow(() -> KeyDenials.unallowed(access, verdict)))
              .call(basis -> requireGranted(access, own, basis));
    };
  }

  /** A grant to a role or an account is as good as a key's policy that names it, and no better. */
  private Uni<Void> requireGranted(Access access, Own own, Basis basis) {
    return policies
        .decide(access, own, Optional.of(basis.reach()))
        .invoke(
            verdict -> {
              if (!verdict.isAllowed()) {
                throw KeyDenials.unallowed(access, verdict);
              }
            })
        .replaceWithVoid();
  }

  /** What the grants permit that are there; empty when none does. */
  private Uni<Optional<Basis>> granted(Access access, List<String> tokenGrants) {
    return grants
        .permitting(access, tokenGrants)
        .map(
            found ->
                found.stream()
                    .map(grant -> GrantsInForce.reach(access.caller(), grant))
                    .min(Comparator.naturalOrder())
                    .map(reach -> new Basis(reach, found)));
  }

  private static boolean isForeign(Access access) {
    return !access.caller().account().equals(access.key().arn().scope().account());
  }

  private static Uni<Basis> allowed(Access access, Basis basis) {
    if (access.key().type().manager() == KeyManager.AWS
        && !ON_DEFAULT_KEYS.contains(access.action())) {
      throw KeyDenials.denied(
          access,
          "because the key is managed by the service",
          "default keys are managed by the service alone");
    }
    return Uni.createFrom().item(basis);
  }

  /**
   * The grants that let the caller make grants, when the policies themselves do not; empty when
   * they do and the caller is free. Fails with {@code ACCESS_DENIED} when neither does.
   */
  public Uni<List<Grant>> grantsBehindCreateGrant(Access access) {
    return decided(access).map(Basis::grants);
  }

  /**
   * Demands that the key's policy does not deny retiring, and completes with whether it names the
   * caller for it. What it gives to an account does not count: the right is the grant's to give.
   */
  Uni<Boolean> mayRetireByPolicy(Access access) {
    return requireWithinBoundary(access)
        .chain(() -> requireNotDenied(access))
        .chain(() -> policies.ask(access))
        .map(
            answer ->
                switch (answer) {
                  case Answer.Denies(StatementRef by) -> throw KeyDenials.deniedByKey(access, by);
                  case Answer.Allows(var _, Reach reach) ->
                      reach == Reach.OWN || reach == Reach.ROLE;
                  case Answer.Silent _ -> false;
                });
  }

  private Uni<Void> requireNotDenied(Access access) {
    Optional<Own> own = identities.of(access.caller());
    return own.isEmpty()
        ? Uni.createFrom().voidItem()
        : policies
            .decide(access, own.get(), Optional.empty())
            .invoke(
                verdict -> {
                  if (verdict instanceof Verdict.Denied(Verdict.Decider by)) {
                    throw KeyDenials.deniedBy(access, verdict, by);
                  }
                })
            .replaceWithVoid();
  }
}
