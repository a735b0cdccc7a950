package io.strongroom.domain.record;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bucket as stored.
 *
 * @param encryption the configuration set by PutBucketEncryption; empty when none was ever set, or
 *     when it was deleted
 * @param settings everything else that was set, versioning among it
 * @param access who may use it beside those whose own policies let them
 * @param revision another one after every change, and for every bucket that ever had this name
 */
public record Bucket(
    BucketName name,
    AccountId owner,
    Region region,
    Instant createdAt,
    Optional<EncryptionConfiguration> encryption,
    BucketSettings settings,
    BucketAccess access,
    UUID revision) {

  /** A bucket that is new, or as good as new. */
  public Bucket(
      BucketName name,
      AccountId owner,
      Region region,
      Instant createdAt,
      Optional<EncryptionConfiguration> encryption) {
    this(
        name,
        owner,
        region,
        createdAt,
        encryption,
        BucketSettings.none(),
        BucketAccess.CLOSED,
        UUID.randomUUID());
  }

  /** The bucket with other settings, as good as new. */
  public Bucket with(BucketSettings others) {
    return new Bucket(
        name, owner, region, createdAt, encryption, others, access, UUID.randomUUID());
  }

  /** The bucket with another way to treat versions, as good as new. */
  public Bucket with(Versioning other) {
    return with(settings.with(other));
  }

  /** The same bucket with other access. */
  public Bucket with(BucketAccess other) {
    return new Bucket(name, owner, region, createdAt, encryption, settings, other, revision);
  }

  /** What becomes of an object when another is written under its key. */
  public Versioning versioning() {
    return settings.versioning();
  }
}
