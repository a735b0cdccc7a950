package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.vault.VaultToken.Origin;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/**
 * What Vault offers for tokens: logins, renewal, look-up and revocation. Keeps none. Thread-safe.
 *
 * <p>Source: Vault and OpenBao HTTP API, "Token auth method", "AppRole auth method".
 */
final class VaultAuth {

  private final VaultLogin login;
  private final VaultApi api;
  private final InstantSource clock;

  VaultAuth(VaultLogin login, VaultApi api, InstantSource clock) {
    this.login = login;
    this.api = api;
    this.clock = clock;
  }

  /** A token by the configured method, from its secret as it is now. */
  CompletionStage<VaultToken> logIn() {
    ObjectNode body = JsonHttp.object();
    return switch (login) {
      case VaultLogin.Token(Secret token) -> token.fetch().thenCompose(this::given);
      case VaultLogin.AppRole(String mount, String roleId, Secret secretId) ->
          secretId
              .fetch()
              .thenCompose(
                  secret -> logIn(mount, body.put("role_id", roleId).put("secret_id", secret)));
      case VaultLogin.Kubernetes kubernetes ->
          Secret.inFile(kubernetes.tokenFile())
              .fetch()
              .thenCompose(
                  jwt ->
                      logIn(
                          kubernetes.mount(), body.put("role", kubernetes.role()).put("jwt", jwt)));
      case VaultLogin.Certificate(String mount) -> logIn(mount, body);
    };
  }

  /**
   * What follows on {@code token} before it ends: the token that the file holds by now, the same
   * with a longer life, or one of a new login.
   */
  CompletionStage<VaultToken> next(VaultToken token) {
    if (!(login instanceof VaultLogin.Token(Secret source))) {
      return token.renewable() ? renew(token) : logIn();
    }
    return source
        .fetch()
        .thenCompose(
            now -> {
              if (!now.equals(token.value())) {
                return given(now);
              }
              return token.renewable() ? renew(token) : CompletableFuture.completedFuture(token);
            });
  }

  /** Whether the server knows {@code token}. */
  CompletionStage<Boolean> isAlive(VaultToken token) {
    return api.get("auth/token/lookup-self", token.value())
        .thenApply(
            answer ->
                switch (answer.status()) {
                  case 401, 403 -> false;
                  default -> succeeded(answer);
                });
  }

  private static boolean succeeded(ServiceAnswer answer) {
    if (!answer.succeeded()) {
      throw VaultErrors.of(answer, "lookup-self", "");
    }
    return true;
  }

  /** Ends a token of ours; what Vault says to that does not matter. */
  CompletionStage<Void> revoke(VaultToken token) {
    return api.post("auth/token/revoke-self", JsonHttp.object(), token.value())
        .handle((_, _) -> null);
  }

  private CompletionStage<VaultToken> given(String value) {
    return api.get("auth/token/lookup-self", value)
        .thenApply(
            answer -> {
              requireLogin(
                  answer, "the token: it has ended, or its policies do not let it look itself up");
              JsonNode data = answer.body().path("data");
              return new VaultToken(
                  value,
                  clock.instant(),
                  life(data),
                  data.path("renewable").asBoolean(false),
                  Origin.GIVEN);
            });
  }

  /** Zero without an end; a second where less than one is left. */
  private static Duration life(JsonNode data) {
    long seconds = data.path("ttl").asLong(0);
    return Duration.ofSeconds(
        data.path("expire_time").isTextual() ? Math.max(1, seconds) : seconds);
  }

  private CompletionStage<VaultToken> logIn(String mount, ObjectNode body) {
    return api.post("auth/" + mount + "/login", body, null)
        .thenApply(
            answer -> {
              requireLogin(answer, "the login at auth/" + mount);
              JsonNode auth = answer.body().path("auth");
              return new VaultToken(
                  answer.required("auth", "client_token"),
                  clock.instant(),
                  Duration.ofSeconds(Math.max(0, auth.path("lease_duration").asLong(0))),
                  auth.path("renewable").asBoolean(false),
                  looksItselfUp(auth.path("policies")) ? Origin.OWN : Origin.OWN_AND_BLIND);
            });
  }

  /** Vault's policy "default" allows it, unless somebody has changed that. */
  private static boolean looksItselfUp(JsonNode policies) {
    return policies.isMissingNode()
        || StreamSupport.stream(policies.spliterator(), false)
            .map(JsonNode::asText)
            .anyMatch(policy -> policy.equals("default") || policy.equals("root"));
  }

  private CompletionStage<VaultToken> renew(VaultToken token) {
    return api.post("auth/token/renew-self", JsonHttp.object(), token.value())
        .thenCompose(
            answer -> {
              if (!answer.succeeded()) {
                // Also a token that may not renew itself: a new login serves as well.
                return logIn();
              }
              JsonNode auth = answer.body().path("auth");
              Duration life =
                  Duration.ofSeconds(Math.max(1, auth.path("lease_duration").asLong(0)));
              // Vault: renewal succeeds up to the maximum life, and then no longer lengthens.
              boolean lengthened = life.multipliedBy(2).compareTo(token.life()) > 0;
              return lengthened || !token.isOwn()
                  ? CompletableFuture.completedFuture(
                      new VaultToken(
                          token.value(),
                          clock.instant(),
                          life,
                          auth.path("renewable").asBoolean(true),
                          token.origin()))
                  : logIn();
            });
  }

  /** A refused login is no fault of the request that needed it: the KMS cannot be used at all. */
  private static void requireLogin(ServiceAnswer answer, String what) {
    int status = answer.status();
    if (status >= 400 && status < 500 && status != 429 && status != 412) {
      throw new KmsException.Unavailable("Vault (%d) refuses %s".formatted(status, what));
    }
    if (!answer.succeeded()) {
      throw VaultErrors.of(answer, "login", "");
    }
  }
}
