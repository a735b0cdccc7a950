package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls of the transit engine, each with the token that is good now. Thread-safe. */
final class Transit implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}");

  private final String mount;
  private final VaultApi api;
  private final VaultTokens tokens;

  private Transit(String mount, VaultApi api, VaultTokens tokens) {
    this.mount = mount;
    this.api = api;
    this.tokens = tokens;
  }

  static Transit create(VaultSettings settings, InstantSource clock, Later later) {
    VaultSettings.Http limits = settings.http();
    VaultApi api =
        new VaultApi(settings, JsonHttp.create(limits.tls(), limits.connect(), limits.answer()));
    VaultAuth auth = new VaultAuth(settings.login(), api, clock);
    return new Transit(settings.transit().mount(), api, new VaultTokens(auth, clock, later));
  }

  /**
   * One call about a key; completes with what succeeded.
   *
   * @param body absent for a look at the key
   */
  CompletionStage<ServiceAnswer> ask(String operation, String keyId, @Nullable ObjectNode body) {
    if (!NAME.matcher(keyId).matches()) {
      throw VaultErrors.missing(keyId);
    }
    String path = "%s/%s/%s".formatted(mount, operation, keyId);
    return tokens
        .current()
        .thenCompose(token -> ask(path, body, token))
        .thenApply(
            answer -> {
              if (!answer.succeeded()) {
                throw VaultErrors.of(answer, operation, keyId);
              }
              return answer;
            });
  }

  /** A second time when the token, and not the use of the key, was refused. */
  private CompletionStage<ServiceAnswer> ask(
      String path, @Nullable ObjectNode body, VaultToken token) {
    return send(path, body, token)
        .thenCompose(
            answer ->
                answer.status() == 403
                    ? tokens
                        .refused(token)
                        .thenCompose(
                            again ->
                                again
                                    ? tokens.current().thenCompose(other -> send(path, body, other))
                                    : CompletableFuture.completedFuture(answer))
                    : CompletableFuture.completedFuture(answer));
  }

  private CompletionStage<ServiceAnswer> send(
      String path, @Nullable ObjectNode body, VaultToken token) {
    return body == null ? api.get(path, token.value()) : api.post(path, body, token.value());
  }

  Optional<String> trouble() {
    return tokens.trouble();
  }

  @Override
  public void close() {
    tokens.close();
    api.close();
  }
}
