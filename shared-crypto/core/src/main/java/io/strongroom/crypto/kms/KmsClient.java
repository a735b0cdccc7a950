package io.strongroom.crypto.kms;

import java.util.concurrent.CompletionStage;

/**
 * What Strongroom asks of a key management service.
 *
 * <p>Every stage completes exceptionally with a {@link KmsException}, and with nothing else, when
 * the service refuses, throttles or cannot be reached. Implementations are thread-safe, never block
 * the caller, and never log or keep plaintext keys. A key is named as the service's users name it
 * (id, ARN, alias); results carry the service's canonical name.
 */
public interface KmsClient {

  /**
   * A new data key of {@code lengthInBytes} random bytes, in plaintext and wrapped.
   *
   * @param context bound to the wrapped key: {@link #decrypt} needs an equal one
   */
  CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester);

  /** As {@link #generateDataKey}, without the plaintext ever leaving the service. */
  CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester);

  /**
   * Unwraps a key.
   *
   * @param key that is expected to have wrapped it, or {@link KeyName#any} to accept any that the
   *     caller may use
   */
  CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester);

  /** Wraps the same plaintext again, under another key or context, inside the service if it can. */
  CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester);

  /** Whether the key exists and can be used now. */
  CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester);
}
