package io.strongroom.kms.kes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.ContextBytes;
import io.strongroom.kms.provider.Failures;
import io.strongroom.kms.provider.KeyWrapper;
import io.strongroom.kms.wire.JsonAnswer;
import io.strongroom.kms.wire.JsonHttp;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * KES's key API, version 1. A server that cannot be reached, or whose key store cannot, is followed
 * by the next; the one that answered last is asked first. Thread-safe.
 */
public final class KesWrapper implements KeyWrapper {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  // KES: generated keys have this length and no other.
  private static final int GENERATED_BYTES = 32;

  private final List<URI> endpoints;
  private final JsonHttp http;
  private final AtomicInteger preferred = new AtomicInteger();

  private KesWrapper(List<URI> endpoints, JsonHttp http) {
    this.endpoints = endpoints;
    this.http = http;
  }

  /** Connects at the first call. */
  public static KesWrapper create(KesSettings settings) {
    return new KesWrapper(
        settings.endpoints(),
        JsonHttp.create(tls(settings), settings.connect(), settings.answer()));
  }

  private static @Nullable SSLContext tls(KesSettings settings) {
    KesApiKey key = settings.apiKey();
    if (key == null) {
      return settings.tls().context();
    }
    try {
      return settings.tls().context(key.privateKey(), key.certificate(Instant.now()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("making a certificate for an API key failed", e);
    }
  }

  @Override
  public CompletionStage<GeneratedDataKey> generate(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    if (lengthInBytes != GENERATED_BYTES) {
      return KeyWrapper.super.generate(keyId, lengthInBytes, context, requester);
    }
    return ask("generate", keyId, bind(context))
        .thenApply(
            answer -> {
              WrappedKey wrapped = WrappedKey.of(answer.requiredBytes("ciphertext"));
              SecretBytes plaintext = SecretBytes.adopt(answer.requiredBytes("plaintext"));
              if (plaintext.length() != lengthInBytes) {
                plaintext.close();
                throw new KmsException.Unavailable("KES answered with a key of another length");
              }
              return new GeneratedDataKey(keyId, plaintext, wrapped);
            });
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    ObjectNode body =
        bind(context).put("plaintext", plaintext.use(Base64.getEncoder()::encodeToString));
    return ask("encrypt", keyId, body)
        .thenApply(
            answer -> new WrappedDataKey(keyId, WrappedKey.of(answer.requiredBytes("ciphertext"))));
  }

  @Override
  public CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    if (keyId.isEmpty()) {
      throw new KmsException.InvalidRequest("KES does not tell by which key a key was wrapped");
    }
    ObjectNode body =
        bind(context).put("ciphertext", Base64.getEncoder().encodeToString(wrapped.bytes()));
    return ask("decrypt", keyId, body)
        .thenApply(
            answer ->
                new UnwrappedKey(keyId, SecretBytes.adopt(answer.requiredBytes("plaintext"))));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    // KES has no disabled keys.
    return ask("describe", keyId, null).thenApply(answer -> new KmsKeyDescription(keyId, true));
  }

  @Override
  public void close() {
    http.close();
  }

  private static ObjectNode bind(EncryptionContext context) {
    return JsonHttp.object()
        .put("context", Base64.getEncoder().encodeToString(ContextBytes.of(context)));
  }

  private CompletionStage<JsonAnswer> ask(
      String operation, String keyId, @Nullable ObjectNode body) {
    if (!NAME.matcher(keyId).matches()) {
      throw new KmsException.NotFound("'%s' is not a name of a KES key".formatted(keyId));
    }
    String path = "/v1/key/%s/%s".formatted(operation, keyId);
    return ask(path, operation, body, endpoints.size());
  }

  private CompletionStage<JsonAnswer> ask(
      String path, String operation, @Nullable ObjectNode body, int serversLeft) {
    int server = Math.floorMod(preferred.get(), endpoints.size());
    return http.send(
            body == null ? "GET" : "PUT",
            endpoints.get(server).resolve(path),
            Map.of("Content-Type", "application/json"),
            body == null ? null : JsonHttp.text(body))
        .thenApply(
            answer -> {
              if (!answer.succeeded()) {
                throw error(answer, operation);
              }
              return answer;
            })
        .exceptionallyCompose(
            error -> {
              if (serversLeft <= 1
                  || !(Failures.unwrap(error) instanceof KmsException.Unavailable)) {
                return CompletableFuture.failedFuture(Failures.unwrap(error));
              }
              preferred.compareAndSet(server, (server + 1) % endpoints.size());
              return ask(path, operation, body, serversLeft - 1);
            });
  }

  private static KmsException error(JsonAnswer answer, String operation) {
    String said = answer.text("message");
    String message =
        said.isEmpty() ? "KES answered %d to %s".formatted(answer.status(), operation) : said;
    int status = answer.status();
    return switch (status) {
      case 400 ->
          operation.equals("decrypt")
              ? new KmsException.CiphertextInvalid(message)
              : new KmsException.InvalidRequest(message);
      case 401, 403 -> new KmsException.AccessDenied(message);
      case 404 -> new KmsException.NotFound(message);
      case 429 -> new KmsException.Throttled(message, answer.retryAfter());
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(message)
              : new KmsException.Unavailable(message);
    };
  }
}
