package io.strongroom.domain.record;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
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
 * @param versioning what becomes of an object when another is written under its key
 * @param revision another one after every change, and for every bucket that ever had this name
 */
public record Bucket(
    BucketName name,
    String owner,
    String region,
    Instant createdAt,
    Optional<EncryptionConfiguration> encryption,
    BucketSettings settings,
    Versioning versioning,
    UUID revision) {

  /** A bucket that is new, or as good as new. */
  public Bucket(
      BucketName name,
      String owner,
      String region,
      Instant createdAt,
      Optional<EncryptionConfiguration> encryption) {
    this(
        name,
        owner,
        region,
        createdAt,
        encryption,
        BucketSettings.none(),
        Versioning.UNVERSIONED,
        UUID.randomUUID());
  }

  /** The bucket with other settings, as good as new. */
  public Bucket with(BucketSettings others) {
    return new Bucket(
        name, owner, region, createdAt, encryption, others, versioning, UUID.randomUUID());
  }

  /** The bucket with another way to treat versions, as good as new. */
  public Bucket with(Versioning other) {
    return new Bucket(
        name, owner, region, createdAt, encryption, settings, other, UUID.randomUUID());
  }
}
