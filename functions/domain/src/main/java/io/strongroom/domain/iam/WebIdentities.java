package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.OidcProvider;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.OidcProviders;
import io.strongroom.domain.port.WebTokens;
import io.strongroom.domain.port.WebTokens.Claims;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AssumeRoleWithWebIdentity: a role for whoever an issuer vouches for. The role's account says
 * which issuers it takes, the role's trust policy for whom. Thread-safe.
 */
public final class WebIdentities {

  private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

  private final OidcProviders providers;
  private final WebTokens tokens;
  private final TemporaryKeys sessions;
  private final CallerConditions conditions;

  public WebIdentities(
      OidcProviders providers,
      WebTokens tokens,
      TemporaryKeys sessions,
      CallerConditions conditions) {
    this.providers = providers;
    this.tokens = tokens;
    this.sessions = sessions;
    this.conditions = conditions;
  }

  /** A role's keys, and what the token said. */
  public record Granted(TemporaryKeys.Granted keys, Claims claims, OidcProvider provider) {}

  /** Fails with Denied, whether the role is there or not, and for the token as it is read. */
  public Uni<Granted> assume(Caller caller, TemporaryKeys.Wish wish, String token) {
    return sessions
        .role(wish)
        .chain(
            role ->
                tokens
                    .issuer(token)
                    .chain(issuer -> provider(caller, wish, role, issuer))
                    .chain(
                        provider ->
                            tokens
                                .verify(token, provider)
                                .chain(
                                    claims ->
                                        grant(caller, wish, role, new Vouched(provider, claims)))));
  }

  private record Vouched(OidcProvider provider, Claims claims) {}

  private Uni<OidcProvider> provider(
      Caller caller, TemporaryKeys.Wish wish, Optional<Member> role, String issuer) {
    AccountId account = role.map(member -> member.name().account()).orElse(AccountId.NOBODY);
    return providers
        .find(OidcProvider.arn(account, issuer))
        .map(
            found ->
                found
                    .filter(provider -> provider.url().equals(issuer))
                    .orElseThrow(
                        () ->
                            role.isEmpty()
                                ? denied(caller, wish)
                                : new IdentityException(
                                    new IdentityError.InvalidWebToken(
                                        "No OpenIDConnect provider found in your account for "
                                            + issuer))));
  }

  private Uni<Granted> grant(
      Caller caller, TemporaryKeys.Wish wish, Optional<Member> role, Vouched vouched) {
    Claims said = vouched.claims();
    TemporaryKeys.Wish told =
        wish.telling(
            new StoredKey.Story(
                said.tags(),
                said.transitive(),
                wish.story().sourceIdentity(),
                Optional.of(vouched.provider().arn())));
    Member member =
        role.filter(each -> trusts(caller, each, told, vouched))
            .orElseThrow(() -> denied(caller, wish));
    return sessions
        .grantTo(caller, member, told)
        .map(keys -> new Granted(keys, vouched.claims(), vouched.provider()));
  }

  private boolean trusts(Caller caller, Member role, TemporaryKeys.Wish wish, Vouched vouched) {
    Optional<Policy> trust = role.trust().flatMap(TemporaryKeys::understood);
    AccountId account = role.name().account();
    String issuer = vouched.provider().name();
    Claims claims = vouched.claims();
    Map<String, List<String>> said = new HashMap<>(TemporaryKeys.said(wish));
    said.put(issuer + ":aud", List.of(claims.audience()));
    said.put(issuer + ":sub", List.of(claims.subject()));
    said.put(issuer + ":amr", claims.methods());
    List<PolicyRequest> questions =
        TemporaryKeys.actions(wish).stream()
            .map(action -> action.equals("AssumeRole") ? ACTION : "sts:" + action)
            .map(
                action ->
                    new PolicyRequest(
                        Principal.user(vouched.provider().arn(), account.value()),
                        action,
                        new PolicyRequest.Resource(role.arn(), account.value()),
                        conditions.with(caller, account, said)))
            .toList();
    return trust
        .map(
            policy ->
                questions.stream()
                    .allMatch(question -> policy.ask(question) instanceof Answer.Allows))
        .orElse(false);
  }

  private static IdentityException denied(Caller caller, TemporaryKeys.Wish wish) {
    return new IdentityException(
        new IdentityError.Denied(caller.principal(), ACTION, wish.roleArn()));
  }
}
