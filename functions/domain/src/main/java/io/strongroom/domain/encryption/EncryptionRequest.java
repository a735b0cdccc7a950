package io.strongroom.domain.encryption;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import java.util.Optional;

/** What the writer of an object asked for, before the bucket's default is looked at. */
public sealed interface EncryptionRequest {

  /** No encryption header of any kind: the bucket's default decides. */
  record BucketDefault() implements EncryptionRequest {}

  /** SSE-S3, SSE-OBS. */
  record ServiceManaged() implements EncryptionRequest {}

  /**
   * SSE-KMS.
   *
   * @param key as named; empty for the account's managed key
   * @param context the caller's pairs
   * @param bucketKey the header, when sent; else the bucket's default decides
   */
  record KmsManaged(
      Optional<KeyName> key,
      EncryptionContext context,
      Optional<Boolean> bucketKey,
      DataCipher cipher)
      implements EncryptionRequest {}

  /** SSE-C. */
  record CustomerProvided(CustomerKey key) implements EncryptionRequest {}
}
