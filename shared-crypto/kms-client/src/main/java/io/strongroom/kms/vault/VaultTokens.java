package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.JsonAnswer;
import io.strongroom.kms.wire.JsonHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Logs in once for all callers and again when two thirds of the lease have passed. Thread-safe. */
final class VaultTokens {

  private static final Duration UNLIMITED = Duration.ofDays(365);

  private record Lease(CompletableFuture<String> token, Instant until) {}

  private final VaultLogin login;
  private final BiFunction<String, String, CompletionStage<JsonAnswer>> post;
  private final InstantSource clock;
  private @Nullable Lease lease;

  /**
   * Logs in through {@code post}, which sends a body to a path without a token.
   *
   * @param post of path and body
   */
  VaultTokens(
      VaultLogin login,
      BiFunction<String, String, CompletionStage<JsonAnswer>> post,
      InstantSource clock) {
    this.login = login;
    this.post = post;
    this.clock = clock;
  }

  synchronized CompletionStage<String> current() {
    Lease known = lease;
    if (known != null
        && !known.token().isCompletedExceptionally()
        && clock.instant().isBefore(known.until())) {
      return known.token();
    }
    CompletableFuture<String> token = new CompletableFuture<>();
    lease = new Lease(token, clock.instant().plus(UNLIMITED));
    start().whenComplete((answer, error) -> finish(token, answer, error));
    return token;
  }

  /** Forgets a token that was refused, unless it has been replaced already. */
  synchronized void refused(String token) {
    Lease known = lease;
    if (known != null && token.equals(known.token().getNow(""))) {
      lease = null;
    }
  }

  boolean canLogInAgain() {
    return !(login instanceof VaultLogin.Token);
  }

  private CompletionStage<JsonAnswer> start() {
    ObjectNode body = JsonHttp.object();
    try {
      return switch (login) {
        case VaultLogin.Token(String token) -> {
          body.putObject("auth").put("client_token", token).put("lease_duration", 0);
          yield CompletableFuture.completedFuture(JsonAnswers.of(body));
        }
        case VaultLogin.AppRole(String mount, String roleId, String secretId) ->
            send(mount, body.put("role_id", roleId).put("secret_id", secretId));
        case VaultLogin.Kubernetes kubernetes ->
            send(
                kubernetes.mount(),
                body.put("role", kubernetes.role())
                    .put("jwt", Files.readString(kubernetes.tokenFile()).strip()));
        case VaultLogin.Certificate(String mount) -> send(mount, body);
      };
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new KmsException.Unavailable("the service account token cannot be read"));
    }
  }

  private CompletionStage<JsonAnswer> send(String mount, ObjectNode body) {
    return post.apply("/v1/auth/" + mount + "/login", JsonHttp.text(body));
  }

  private void finish(
      CompletableFuture<String> token, @Nullable JsonAnswer answer, @Nullable Throwable error) {
    if (error != null || answer == null) {
      token.completeExceptionally(
          error == null ? new IllegalStateException("no answer and no error") : error);
      return;
    }
    if (!answer.succeeded()) {
      token.completeExceptionally(VaultErrors.of(answer, "login"));
      return;
    }
    try {
      String value = answer.required("auth", "client_token");
      long seconds = answer.body().path("auth").path("lease_duration").asLong(0);
      synchronized (this) {
        Duration life = seconds <= 0 ? UNLIMITED : Duration.ofSeconds(seconds * 2 / 3);
        lease = new Lease(token, clock.instant().plus(life));
      }
      token.complete(value);
    } catch (KmsException e) {
      token.completeExceptionally(e);
    }
  }
}
