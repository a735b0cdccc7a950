package io.strongroom.crypto.kms;

import java.util.concurrent.CompletionStage;

/**
 * Short-lived keys between a KMS key and the data keys of many objects, so that one KMS call serves
 * many objects. A key is never shared between requesters, KMS keys or contexts: the KMS has judged
 * each of them at most one maximum age ago.
 *
 * <p>Every stage completes exceptionally with a {@link KmsException}, and with nothing else.
 * Implementations are thread-safe and never block.
 */
public interface BucketKeys {

  /**
   * The bucket key for new objects of this requester under this KMS key and context.
   *
   * @param context usually names the bucket; bound to the wrapped bucket key
   */
  CompletionStage<BucketKey> current(KeyName key, EncryptionContext context, Requester requester);

  /**
   * The bucket key stored with an object.
   *
   * @param keyId the KMS key that is expected to have wrapped it
   * @param context equal to the one it was made with
   */
  CompletionStage<BucketKey> unwrap(
      KmsKeyId keyId, WrappedKey wrapped, EncryptionContext context, Requester requester);
}
