package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.identity.OidcProvider;
import io.strongroom.domain.port.OidcProviders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** Issuers whose tokens the caller's account takes. Every method asks for its own permission. */
public final class ProviderAdmin {

  private static final int MOST_CLIENTS = 100;
  private static final Pattern URL =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,200}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]{0,200})?");

  private final OidcProviders providers;
  private final MemberAdmin members;
  private final IdentityRights rights;
  private final InstantSource clock;

  public ProviderAdmin(
      OidcProviders providers, MemberAdmin members, IdentityRights rights, InstantSource clock) {
    this.providers = providers;
    this.members = members;
    this.rights = rights;
    this.clock = clock;
  }

  /** Fails with Invalid and AlreadyThere. */
  public Uni<OidcProvider> create(Caller caller, String url, List<String> clientIds) {
    String arn = OidcProvider.arn(caller.account(), url);
    rights.require(caller, "iam:CreateOpenIDConnectProvider", arn);
    if (!URL.matcher(url).matches() || clientIds.isEmpty() || clientIds.size() > MOST_CLIENTS) {
      throw new IdentityException(
          new IdentityError.Invalid("Invalid Open ID Connect Provider URL, or no client id"));
    }
    OidcProvider provider =
        new OidcProvider(
            caller.account(),
            url,
            clientIds,
            Instant.ofEpochSecond(clock.instant().getEpochSecond()));
    return members
        .ensureAccount(caller.account())
        .chain(() -> providers.add(provider))
        .map(
            added -> {
              if (!added) {
                throw new IdentityException(
                    new IdentityError.AlreadyThere(
                        "Provider with url " + url + " already exists."));
              }
              return provider;
            });
  }

  /** Fails with NotThere. */
  public Uni<OidcProvider> get(Caller caller, String arn) {
    rights.require(caller, "iam:GetOpenIDConnectProvider", arn);
    return own(caller, arn);
  }

  private Uni<OidcProvider> own(Caller caller, String arn) {
    return providers
        .find(arn)
        .map(
            found ->
                found
                    .filter(provider -> provider.account().equals(caller.account()))
                    .orElseThrow(
                        () ->
                            new IdentityException(
                                new IdentityError.NotThere(
                                    "OpenIDConnect Provider not found for arn " + arn))));
  }

  public Uni<List<OidcProvider>> list(Caller caller) {
    rights.require(
        caller,
        "iam:ListOpenIDConnectProviders",
        "arn:aws:iam::" + caller.account() + ":oidc-provider/*");
    return providers.of(caller.account());
  }

  /** Fails with NotThere. */
  public Uni<Void> delete(Caller caller, String arn) {
    rights.require(caller, "iam:DeleteOpenIDConnectProvider", arn);
    return own(caller, arn).chain(provider -> providers.remove(provider.arn())).replaceWithVoid();
  }
}
