package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.provider.ProviderFailures;
import io.strongroom.kms.provider.Recent;
import io.strongroom.kms.wire.ServiceAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Uses keys that derive another key from each context, and no others. What was seen of a key holds
 * for ten minutes. Thread-safe.
 */
final class DerivedKeys {

  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Transit transit;
  private final Recent<String> derived;

  DerivedKeys(Transit transit, InstantSource clock) {
    this.transit = transit;
    this.derived = new Recent<>(MEMORY, clock);
  }

  /**
   * Vault: a key that is not derived takes a derivation context and ignores it, so the key is
   * looked at before its first use. Where that is not allowed, the same call without a context
   * tells: a derived key must refuse it.
   */
  CompletionStage<ServiceAnswer> use(String operation, String keyId, ObjectNode body) {
    if (derived.has(keyId)) {
      return transit.ask(operation, keyId, body);
    }
    return ProviderFailures.contain(
            () ->
                transit
                    .ask("keys", keyId, null)
                    .thenAccept(
                        key ->
                            TransitKeys.requireBinding(
                                keyId, key, VaultSettings.Binding.DERIVATION)))
        .exceptionallyCompose(error -> withoutContext(error, operation, keyId, body))
        .thenCompose(
            _ -> {
              derived.add(keyId);
              return transit.ask(operation, keyId, body);
            });
  }

  private CompletionStage<Void> withoutContext(
      Throwable error, String operation, String keyId, ObjectNode body) {
    if (!(ProviderFailures.unwrap(error) instanceof KmsException.AccessDenied)) {
      return CompletableFuture.failedFuture(ProviderFailures.unwrap(error));
    }
    ObjectNode unbound = body.deepCopy().without(List.of("context"));
    return ProviderFailures.contain(() -> transit.ask(operation, keyId, unbound))
        .handle(
            (answer, refusal) -> {
              if (answer != null) {
                throw new KmsException.InvalidKeyUsage(
                    "Key '%s' is not derived, and so binds no encryption context by derivation."
                        .formatted(keyId));
              }
              if (!(refusal instanceof KmsException.InvalidRequest)) {
                throw ProviderFailures.asUnchecked(refusal);
              }
              return null;
            });
  }
}
