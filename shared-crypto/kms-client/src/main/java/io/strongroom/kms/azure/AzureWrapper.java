package io.strongroom.kms.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.ContextBytes;
import io.strongroom.kms.provider.LocalSeal;
import io.strongroom.kms.provider.WrapService;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Key Vault's wrapKey and unwrapKey. RSA wrapping binds no context, so the vault wraps a fresh
 * sealing key, and that seals the data key here together with the context. Thread-safe.
 */
public final class AzureWrapper implements WrapService {

  private static final String VERSION = "?api-version=7.4";
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,127}(/[A-Za-z0-9]{1,64})?");

  private final AzureSettings settings;
  private final JsonHttp http;
  private final AzureTokens tokens;

  private AzureWrapper(AzureSettings settings, JsonHttp http) {
    this.settings = settings;
    this.http = http;
    this.tokens = new AzureTokens(settings, http, InstantSource.system());
  }

  /** Connects at the first call. */
  public static AzureWrapper create(AzureSettings settings) {
    AzureSettings.Http limits = settings.http();
    return new AzureWrapper(
        settings, JsonHttp.create(limits.tls(), limits.connect(), limits.answer()));
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    SecretBytes sealingKey = SecretBytes.random(LocalSeal.KEY_BYTES);
    ObjectNode body =
        JsonHttp.object()
            .put("alg", settings.algorithm())
            .put("value", sealingKey.use(AzureWrapper::base64));
    String named = key(keyId);
    return ask("wrapkey", named, body)
        .thenApply(
            answer -> {
              String used = used(named, answer.required("kid"));
              byte[] wrapped = bytes(answer);
              byte[] seal = LocalSeal.seal(sealingKey, plaintext, bound(used, wrapped, context));
              return new WrappedDataKey(
                  KmsKeyId.of(canonical(named)), new AzureWrappedKey(used, wrapped, seal).encode());
            })
        .whenComplete((done, error) -> sealingKey.close());
  }

  @Override
  public CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    AzureWrappedKey key = AzureWrappedKey.decode(wrapped);
    if (!KEY.matcher(key.key()).matches()) {
      throw new KmsException.CiphertextInvalid("not a key wrapped by Azure Key Vault");
    }
    String named = keyId.isEmpty() ? key.key() : key(keyId);
    if (!isOf(named, key.key())) {
      throw new KmsException.CiphertextInvalid("wrapped by another key than " + keyId);
    }
    ObjectNode body =
        JsonHttp.object().put("alg", settings.algorithm()).put("value", base64(key.sealingKey()));
    return ask("unwrapkey", key.key(), body)
        .thenApply(
            answer -> {
              String kid = answer.text("kid");
              if (!kid.isEmpty()) {
                used(key.key(), kid);
              }
              byte[] unwrapped = bytes(answer);
              if (unwrapped.length != LocalSeal.KEY_BYTES) {
                throw new KmsException.CiphertextInvalid("not a key wrapped by Azure Key Vault");
              }
              try (SecretBytes sealingKey = SecretBytes.adopt(unwrapped)) {
                return new UnwrappedKey(
                    KmsKeyId.of(canonical(keyId.isEmpty() ? name(key.key()) : named)),
                    LocalSeal.open(
                        sealingKey, key.seal(), bound(key.key(), key.sealingKey(), context)));
              }
            });
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    String named = key(keyId);
    return ask("", named, null)
        .thenApply(
            answer -> {
              used(named, answer.required("key", "kid"));
              return new KmsKeyDescription(
                  KmsKeyId.of(canonical(named)),
                  answer.body().path("attributes").path("enabled").asBoolean(true));
            });
  }

  @Override
  public Optional<String> trouble() {
    return tokens.trouble();
  }

  @Override
  public void close() {
    http.close();
  }

  /** {@code name} or {@code name/version} of a key named so or by its URL in this vault. */
  private String key(String keyId) {
    String prefix = settings.vault().resolve("/keys/").toString();
    String key = keyId.startsWith(prefix) ? keyId.substring(prefix.length()) : keyId;
    if (!KEY.matcher(key).matches()) {
      throw new KmsException.NotFound("'%s' is not a key of this vault.".formatted(keyId));
    }
    return key;
  }

  /**
   * The key's URL, with a version only where one was asked for: versions change, each wrapped key
   * remembers its own, and who names one goes on with it.
   */
  private String canonical(String key) {
    return settings.vault().resolve("/keys/" + key).toString();
  }

  private static String name(String key) {
    return key.split("/", 2)[0];
  }

  /** Whether {@code version} is what {@code named}, with a version or without, stands for. */
  private static boolean isOf(String named, String version) {
    return named.equals(version) || named.equals(name(version));
  }

  /** The version that the vault says it used. */
  private String used(String named, String kid) {
    String used;
    try {
      used = key(kid);
    } catch (KmsException.NotFound e) {
      used = "";
    }
    if (!isOf(named, used)) {
      throw new KmsException.Unavailable("Key Vault answered for another key than asked");
    }
    return used;
  }

  private static byte[] bound(String key, byte[] sealingKey, EncryptionContext context) {
    byte[] header = AzureWrappedKey.header(key, sealingKey);
    byte[] pairs = ContextBytes.of(context);
    byte[] all = Arrays.copyOf(header, header.length + pairs.length);
    System.arraycopy(pairs, 0, all, header.length, pairs.length);
    return all;
  }

  private CompletionStage<ServiceAnswer> ask(
      String operation, String key, @Nullable ObjectNode body) {
    String path = "/keys/" + key + (operation.isEmpty() ? "" : "/" + operation) + VERSION;
    URI uri = settings.vault().resolve(path);
    String text = body == null ? null : JsonHttp.text(body);
    String known = tokens.known();
    // Without a token the vault is asked for its challenge first, and is not yet given the key.
    return send(uri, known, known.isEmpty() && text != null ? "{}" : text)
        .thenCompose(
            answer ->
                answer.status() == 401
                    ? tokens.answer(answer, known).thenCompose(token -> send(uri, token, text))
                    : CompletableFuture.completedFuture(answer))
        .thenApply(
            answer -> {
              if (answer.status() == 401) {
                throw tokens.useless();
              }
              if (answer.status() < 500) {
                tokens.accepted();
              }
              if (!answer.succeeded()) {
                throw AzureErrors.of(
                    answer, operation.isEmpty() ? "describe" : operation, name(key));
              }
              return answer;
            });
  }

  private CompletionStage<ServiceAnswer> send(URI uri, String token, @Nullable String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    return http.send(body == null ? "GET" : "POST", uri, headers, body);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(ServiceAnswer answer) {
    try {
      return Base64.getUrlDecoder().decode(answer.required("value"));
    } catch (IllegalArgumentException e) {
      throw new KmsException.Unavailable("Key Vault answered with a malformed value");
    }
  }
}
