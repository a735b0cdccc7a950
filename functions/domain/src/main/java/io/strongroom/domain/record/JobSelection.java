package io.strongroom.domain.record;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which versions a job works on: those of its account's buckets that everything here is true of.
 *
 * @param key canonical name of the KMS key that wraps them
 * @param bucket empty for all buckets of the account
 * @param prefix of their keys
 */
public record JobSelection(
    Optional<KmsKeyId> key, Optional<BucketName> bucket, String prefix, Traits traits) {

  /**
   * What versions are like.
   *
   * @param writtenBefore exclusive
   */
  public record Traits(
      Optional<EncryptionMode> mode, Optional<DataCipher> cipher, Optional<Instant> writtenBefore) {

    /** Of any kind. */
    public static final Traits ANY =
        new Traits(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
