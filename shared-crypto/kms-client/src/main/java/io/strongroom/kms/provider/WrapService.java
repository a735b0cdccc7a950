package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The least a service must be able to do. Keys are called as the service's own wire calls them.
 * Stages complete, on any thread, with a result or a {@link KmsException}; methods may also throw
 * one. Implementations are thread-safe and do not block.
 */
public interface WrapService extends AutoCloseable {

  /** Wraps {@code plaintext}, which stays the caller's and open until the stage completes. */
  CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester);

  /**
   * Unwraps.
   *
   * @param keyId the key expected to have wrapped it; empty for any
   */
  CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester);

  /** Whether the key exists and can be used. */
  CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester);

  /** A new key; where the service makes none itself, random bytes from here, wrapped. */
  default CompletionStage<GeneratedDataKey> generate(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    SecretBytes plaintext = SecretBytes.random(lengthInBytes);
    return wrap(keyId, plaintext, context, requester)
        .handle(
            (wrapped, error) -> {
              if (error != null) {
                plaintext.close();
                throw ProviderFailures.asUnchecked(error);
              }
              return new GeneratedDataKey(wrapped.keyId(), plaintext, wrapped.wrapped());
            });
  }

  /** The same plaintext under another key or context; where the service cannot, through here. */
  default CompletionStage<WrappedDataKey> reWrap(ReEncryptCommand command, Requester requester) {
    return unwrap(command.source().text(), command.wrapped(), command.sourceContext(), requester)
        .thenCompose(
            opened ->
                wrap(
                        command.destination().text(),
                        opened.plaintext(),
                        command.destinationContext(),
                        requester)
                    .whenComplete((wrapped, error) -> opened.close()));
  }

  /** As {@link KmsProvider#trouble}. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** Releases connections and keys. */
  @Override
  default void close() {}
}
