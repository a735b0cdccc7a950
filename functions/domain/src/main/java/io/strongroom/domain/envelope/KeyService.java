package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Workers;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The KMS as operations see it: answers come back on the caller's context, failures as {@link
 * RequestError.KmsFailed}. Thread-safe.
 */
public final class KeyService {

  /** Bucket keys and one-off wrapping keys are AES-256 keys, whatever the data cipher. */
  private static final int WRAPPING_KEY_BYTES = 32;

  private final KmsClient kms;
  private final BucketKeys bucketKeys;
  private final Workers workers;
  private final KeyRights rights;

  public KeyService(KmsClient kms, BucketKeys bucketKeys, Workers workers, KeyRights rights) {
    this.kms = kms;
    this.bucketKeys = bucketKeys;
    this.workers = workers;
    this.rights = rights;
  }

  /** Who may use what it gives. */
  public KeyRights rights() {
    return rights;
  }

  public Uni<GeneratedDataKey> generateDataKey(
      KeyName key, int length, EncryptionContext context, Requester requester) {
    return ask(() -> kms.generateDataKey(key, length, context, requester));
  }

  public Uni<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int length, EncryptionContext context, Requester requester) {
    return ask(() -> kms.generateDataKeyWithoutPlaintext(key, length, context, requester));
  }

  /**
   * Unwraps a key.
   *
   * @param key that is expected to have wrapped it, or {@link KeyName#any}
   */
  public Uni<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return ask(() -> kms.decrypt(key, wrapped, context, requester));
  }

  /** What is known of a key without using it. */
  public Uni<KmsKeyDescription> describe(KeyName key, Requester requester) {
    return ask(() -> kms.describeKey(key, requester));
  }

  Uni<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    return ask(() -> kms.reEncrypt(command, requester));
  }

  /** The current bucket key for new objects. */
  Uni<BucketKey> bucketKey(KeyName key, EncryptionContext context, Requester requester) {
    return ask(() -> bucketKeys.current(key, context, requester));
  }

  /** A key to wrap one data key with, used once. */
  Uni<BucketKey> wrappingKey(KeyName key, EncryptionContext context, Requester requester) {
    return generateDataKey(key, WRAPPING_KEY_BYTES, context, requester)
        .map(made -> new BucketKey(made.keyId(), made.wrapped(), made.plaintext(), made.reach()));
  }

  Uni<BucketKey> unwrapBucketKey(BucketKeyWrap wrap, Requester requester) {
    return unwrapBucketKey(wrap.keyId(), wrap.bucketKey(), wrap.context(), requester);
  }

  Uni<BucketKey> unwrapBucketKey(
      KmsKeyId keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return ask(() -> bucketKeys.unwrap(keyId, wrapped, context, requester));
  }

  private <T> Uni<T> ask(Supplier<CompletionStage<T>> call) {
    return workers
        .await(call)
        .onFailure(KmsException.class)
        .transform(
            failure -> new ObjectStoreException(new RequestError.KmsFailed(failure), failure));
  }
}
