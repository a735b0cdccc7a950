package io.strongroom.domain.record;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bucket as stored.
 *
 * @param owner account id of the owner
 * @param encryption the configuration set by PutBucketEncryption; empty when none was ever set, or
 *     when it was deleted
 * @param settings everything else that was set
 * @param revision another one after every change, and for every bucket that ever had this name
 */
public record Bucket(
    BucketName name,
    String owner,
    String region,
    Instant createdAt,
    Optional<EncryptionConfiguration> encryption,
    BucketSettings settings,
    UUID revision) {

  /** A bucket that is new, or as good as new. */
  public Bucket(
      BucketName name,
      String owner,
      String region,
      Instant createdAt,
      Optional<EncryptionConfiguration> encryption) {
    this(name, owner, region, createdAt, encryption, BucketSettings.none(), UUID.randomUUID());
  }

  /** The bucket with other settings, as good as new. */
  public Bucket with(BucketSettings others) {
    return new Bucket(name, owner, region, createdAt, encryption, others, UUID.randomUUID());
  }
}
