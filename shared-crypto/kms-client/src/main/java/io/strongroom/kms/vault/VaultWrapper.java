package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.BindingGuard;
import io.strongroom.kms.provider.ContextBytes;
import io.strongroom.kms.provider.ProviderFailures;
import io.strongroom.kms.provider.WrapService;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The transit engine. Thread-safe.
 *
 * <p>The token needs {@code update} on {@code encrypt/…} and must not have {@code create} there:
 * with it Vault answers the first use of a misspelt name by making a key.
 */
public final class VaultWrapper implements WrapService {

  private static final String OF_OUR_OWN = "vault:v";

  private final VaultSettings settings;
  private final Transit transit;
  private final DerivedKeys derived;

  private VaultWrapper(VaultSettings settings, Transit transit, InstantSource clock) {
    this.settings = settings;
    this.transit = transit;
    this.derived = new DerivedKeys(transit, clock);
  }

  /** Connects at the first call. */
  public static WrapService create(VaultSettings settings) {
    return create(settings, InstantSource.system(), Later.ofTheSystem());
  }

  static WrapService create(VaultSettings settings, InstantSource clock, Later later) {
    VaultWrapper wrapper =
        new VaultWrapper(settings, Transit.create(settings, clock, later), clock);
    return switch (settings.transit().binding()) {
      case ASSOCIATED_DATA -> new BindingGuard(wrapper, wrapper::isAead, clock);
      case DERIVATION -> wrapper;
    };
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    ObjectNode body = bind(context);
    body.put("plaintext", plaintext.use(Base64.getEncoder()::encodeToString));
    return use("encrypt", keyId, body)
        .exceptionallyCompose(error -> ifItExists(keyId, ProviderFailures.asUnchecked(error)))
        .thenApply(answer -> wrapped(keyId, answer));
  }

  /**
   * Vault: encrypting under a name without a key would make the key, so a token that may not do
   * that is told "permission denied" where others say that there is no such key. Looking the key up
   * tells the two apart, for a token that may.
   */
  private CompletionStage<ServiceAnswer> ifItExists(String keyId, RuntimeException refusal) {
    if (!(refusal instanceof KmsException.AccessDenied)) {
      return CompletableFuture.failedFuture(refusal);
    }
    return transit
        .ask("keys", keyId, null)
        .handle(
            (key, error) -> {
              throw error != null
                      && ProviderFailures.asUnchecked(error)
                          instanceof KmsException.NotFound missing
                  ? missing
                  : refusal;
            });
  }

  @Override
  public CompletionStage<GeneratedDataKey> generate(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    boolean offered = lengthInBytes == 16 || lengthInBytes == 32 || lengthInBytes == 64;
    // Vault: datakey takes a derivation context but no associated data.
    if (!offered || settings.transit().binding() == VaultSettings.Binding.ASSOCIATED_DATA) {
      return WrapService.super.generate(keyId, lengthInBytes, context, requester);
    }
    ObjectNode body = bind(context).put("bits", lengthInBytes * 8);
    return use("datakey/plaintext", keyId, body)
        .thenApply(
            answer -> {
              WrappedDataKey wrapped = wrapped(keyId, answer);
              return new GeneratedDataKey(
                  KmsKeyId.of(keyId),
                  SecretBytes.adopt(answer.requiredBytes("data", "plaintext")),
                  wrapped.wrapped());
            });
  }

  @Override
  public CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    if (keyId.isEmpty()) {
      throw new KmsException.InvalidRequest("Vault's wrapped keys do not say by which key");
    }
    ObjectNode body = bind(context).put("ciphertext", ciphertext(wrapped));
    return use("decrypt", keyId, body)
        .thenApply(
            answer ->
                new UnwrappedKey(
                    KmsKeyId.of(keyId),
                    SecretBytes.adopt(answer.requiredBytes("data", "plaintext"))));
  }

  @Override
  public CompletionStage<WrappedDataKey> reWrap(ReEncryptCommand command, Requester requester) {
    boolean rotation =
        command.source().equals(command.destination())
            && command.sourceContext().equals(command.destinationContext())
            && settings.transit().binding() == VaultSettings.Binding.DERIVATION;
    if (!rotation) {
      return WrapService.super.reWrap(command, requester);
    }
    ObjectNode body =
        bind(command.sourceContext()).put("ciphertext", ciphertext(command.wrapped()));
    return use("rewrap", command.source().text(), body)
        .thenApply(answer -> wrapped(command.source().text(), answer));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    return transit
        .ask("keys", keyId, null)
        .thenApply(
            answer ->
                new KmsKeyDescription(
                    KmsKeyId.of(keyId),
                    TransitKeys.usability(keyId, answer),
                    TransitKeys.material(keyId, answer)));
  }

  @Override
  public Optional<String> trouble() {
    return transit.trouble();
  }

  @Override
  public void close() {
    transit.close();
  }

  private CompletionStage<ServiceAnswer> use(String operation, String keyId, ObjectNode body) {
    return switch (settings.transit().binding()) {
      case ASSOCIATED_DATA -> transit.ask(operation, keyId, body);
      case DERIVATION -> derived.use(operation, keyId, body);
    };
  }

  private CompletionStage<Boolean> isAead(String keyId) {
    return ProviderFailures.contain(() -> transit.ask("keys", keyId, null))
        .handle(
            (key, error) -> {
              if (error instanceof KmsException.AccessDenied) {
                return false;
              }
              if (key == null) {
                throw ProviderFailures.asUnchecked(error);
              }
              TransitKeys.requireBinding(keyId, key, VaultSettings.Binding.ASSOCIATED_DATA);
              return true;
            });
  }

  private ObjectNode bind(EncryptionContext context) {
    String member =
        switch (settings.transit().binding()) {
          case ASSOCIATED_DATA -> "associated_data";
          case DERIVATION -> "context";
        };
    return JsonHttp.object()
        .put(member, Base64.getEncoder().encodeToString(ContextBytes.of(context)));
  }

  private static String ciphertext(WrappedKey wrapped) {
    String text = new String(wrapped.bytes(), StandardCharsets.UTF_8);
    if (!text.startsWith(OF_OUR_OWN)) {
      throw new KmsException.CiphertextInvalid("not a key wrapped by Vault");
    }
    return text;
  }

  private static WrappedDataKey wrapped(String keyId, ServiceAnswer answer) {
    byte[] text = answer.required("data", "ciphertext").getBytes(StandardCharsets.UTF_8);
    return new WrappedDataKey(KmsKeyId.of(keyId), WrappedKey.of(text));
  }
}
