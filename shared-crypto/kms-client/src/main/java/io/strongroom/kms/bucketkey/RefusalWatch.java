package io.strongroom.kms.bucketkey;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Passes calls on and listens to the answers: once the KMS has refused a key, no bucket key under
 * it is used any more, however young. Thread-safe.
 */
public final class RefusalWatch implements KmsClient {

  private final KmsClient kms;
  private final CachedBucketKeys bucketKeys;

  /** Watches {@code kms} for {@code bucketKeys}. */
  public RefusalWatch(KmsClient kms, CachedBucketKeys bucketKeys) {
    this.kms = kms;
    this.bucketKeys = bucketKeys;
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return watch(key, requester, kms.generateDataKey(key, lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return watch(
        key,
        requester,
        kms.generateDataKeyWithoutPlaintext(key, lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return watch(key, requester, kms.decrypt(key, wrapped, context, requester));
  }

  /** Which of the two keys was refused, the answer does not say: bucket keys of both end. */
  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    CompletionStage<WrappedDataKey> answer = kms.reEncrypt(command, requester);
    return watch(command.source(), requester, watch(command.destination(), requester, answer));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    return watch(key, requester, kms.describeKey(key, requester));
  }

  /** The answer goes on only after that: who hears of a refusal must not find the key in use. */
  private <T> CompletionStage<T> watch(
      KeyName key, Requester requester, CompletionStage<T> answer) {
    CompletableFuture<T> told = new CompletableFuture<>();
    answer.whenComplete(
        (value, error) -> {
          if (error == null) {
            if (!told.complete(value)) {
              close(value);
            }
          } else {
            Throwable cause = unwrap(error);
            listen(key, requester, cause);
            told.completeExceptionally(cause);
          }
        });
    return told;
  }

  /** A key that nobody waits for any more must not stay in memory. */
  private static void close(Object value) {
    switch (value) {
      case UnwrappedKey key -> key.close();
      case GeneratedDataKey key -> key.close();
      default -> {
        // Holds no secret.
      }
    }
  }

  private static Throwable unwrap(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private void listen(KeyName key, Requester requester, Throwable cause) {
    switch (cause) {
      case KmsException.Disabled _ -> bucketKeys.forget(key);
      case KmsException.InvalidState _ -> bucketKeys.forget(key);
      case KmsException.NotFound _ -> bucketKeys.forget(key);
      case KmsException.AccessDenied _ -> bucketKeys.forget(key, requester);
      default -> {
        // Nothing that ends a key: a service that is busy, down, or asked wrongly.
      }
    }
  }
}
