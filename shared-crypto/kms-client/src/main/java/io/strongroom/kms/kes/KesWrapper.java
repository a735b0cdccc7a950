package io.strongroom.kms.kes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.BindingGuard;
import io.strongroom.kms.provider.ContextBytes;
import io.strongroom.kms.provider.ProviderFailures;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.provider.WrapService;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import io.strongroom.kms.wire.TlsSource;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * KES's key API, version 1. A server that cannot be reached, or whose key store cannot, is followed
 * by the next; the one that answered last is asked first. Thread-safe.
 */
public final class KesWrapper implements WrapService {

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

  /**
   * Connects at the first call.
   *
   * @throws IllegalArgumentException when the API key cannot be read or is none
   */
  public static WrapService create(KesSettings settings) {
    Secret apiKey = settings.apiKey();
    TlsSource tls = apiKey == null ? settings.tls() : new KesTls(settings.tls(), apiKey);
    try {
      KesWrapper wrapper =
          new KesWrapper(
              settings.endpoints(), JsonHttp.create(tls, settings.connect(), settings.answer()));
      // KES has bound contexts from its first release on; what stands in its place may not.
      return new BindingGuard(
          wrapper, keyId -> CompletableFuture.completedFuture(true), InstantSource.system());
    } catch (KmsException e) {
      throw new IllegalArgumentException("api-key: " + e.getMessage());
    }
  }

  @Override
  public CompletionStage<GeneratedDataKey> generate(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    if (lengthInBytes != GENERATED_BYTES) {
      return WrapService.super.generate(keyId, lengthInBytes, context, requester);
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
              return new GeneratedDataKey(KmsKeyId.of(keyId), plaintext, wrapped);
            });
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    ObjectNode body =
        bind(context).put("plaintext", plaintext.use(Base64.getEncoder()::encodeToString));
    return ask("encrypt", keyId, body)
        .thenApply(
            answer ->
                new WrappedDataKey(
                    KmsKeyId.of(keyId), WrappedKey.of(answer.requiredBytes("ciphertext"))));
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
                new UnwrappedKey(
                    KmsKeyId.of(keyId), SecretBytes.adopt(answer.requiredBytes("plaintext"))));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    // KES has no disabled keys.
    return ask("describe", keyId, null)
        .thenApply(
            answer -> {
              String name = answer.text("name");
              if (!name.isEmpty() && !name.equals(keyId)) {
                throw new KmsException.Unavailable("KES answered for another key than asked");
              }
              return new KmsKeyDescription(KmsKeyId.of(keyId), true);
            });
  }

  @Override
  public void close() {
    http.close();
  }

  private static ObjectNode bind(EncryptionContext context) {
    return JsonHttp.object()
        .put("context", Base64.getEncoder().encodeToString(ContextBytes.of(context)));
  }

  private CompletionStage<ServiceAnswer> ask(
      String operation, String keyId, @Nullable ObjectNode body) {
    if (!NAME.matcher(keyId).matches()) {
      throw missing(keyId);
    }
    return ask(operation, keyId, body, endpoints.size());
  }

  private CompletionStage<ServiceAnswer> ask(
      String operation, String keyId, @Nullable ObjectNode body, int serversLeft) {
    int server = Math.floorMod(preferred.get(), endpoints.size());
    return http.send(
            body == null ? "GET" : "PUT",
            endpoints.get(server).resolve("/v1/key/%s/%s".formatted(operation, keyId)),
            Map.of("Content-Type", "application/json"),
            body == null ? null : JsonHttp.text(body))
        .thenApply(
            answer -> {
              if (!answer.succeeded()) {
                throw error(answer, operation, keyId);
              }
              return answer;
            })
        .exceptionallyCompose(
            error -> {
              if (serversLeft <= 1
                  || !(ProviderFailures.unwrap(error) instanceof KmsException.Unavailable)) {
                return CompletableFuture.failedFuture(ProviderFailures.unwrap(error));
              }
              preferred.compareAndSet(server, (server + 1) % endpoints.size());
              return ask(operation, keyId, body, serversLeft - 1);
            });
  }

  /** The server's own words go no further: they are not meant for a client of ours. */
  private static KmsException error(ServiceAnswer answer, String operation, String keyId) {
    int status = answer.status();
    String general = "KES answered %d to %s".formatted(status, operation);
    return switch (status) {
      case 400 ->
          operation.equals("decrypt")
              ? new KmsException.CiphertextInvalid(
                  "the wrapped key does not open under this key and context")
              : new KmsException.InvalidRequest(general);
      case 401, 403 ->
          new KmsException.AccessDenied(
              "KES does not allow %s under the key '%s'.".formatted(operation, keyId));
      case 404 -> missing(keyId);
      case 429 -> new KmsException.Throttled(general, answer.retryAfter());
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(general)
              : new KmsException.Unavailable(general);
    };
  }

  private static KmsException missing(String keyId) {
    return new KmsException.NotFound("Key '%s' does not exist.".formatted(keyId));
  }
}
