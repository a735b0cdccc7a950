package io.strongroom.kms.bucketkey;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return watch(keyId, requester, kms.generateDataKey(keyId, lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return watch(
        keyId,
        requester,
        kms.generateDataKeyWithoutPlaintext(keyId, lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return watch(keyId, requester, kms.decrypt(keyId, wrapped, context, requester));
  }

  /** Not watched: which of the two keys was refused, the answer does not say. */
  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    return kms.reEncrypt(command, requester);
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(String keyId, Requester requester) {
    return watch(keyId, requester, kms.describeKey(keyId, requester));
  }

  private <T> CompletionStage<T> watch(
      String keyId, Requester requester, CompletionStage<T> answer) {
    var _ = answer.whenComplete((value, error) -> listen(keyId, requester, error));
    return answer;
  }

  private void listen(String keyId, Requester requester, @Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    switch (cause) {
      case KmsException.Disabled disabled -> bucketKeys.forget(keyId);
      case KmsException.InvalidState state -> bucketKeys.forget(keyId);
      case KmsException.NotFound gone -> bucketKeys.forget(keyId);
      case KmsException.AccessDenied denied -> bucketKeys.forget(keyId, requester);
      case null, default -> {
        // Nothing that ends a key: success, or a service that is busy, down, or asked wrongly.
      }
    }
  }
}
