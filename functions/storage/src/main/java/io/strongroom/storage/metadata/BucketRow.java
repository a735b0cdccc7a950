package io.strongroom.storage.metadata;

import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Bucket} as a row. Only its encryption ever changes, and nothing else is in an update:
 * who sets it has no right to the other columns.
 */
@Entity(name = "BucketRow")
@Table(schema = "objects", name = "bucket")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class BucketRow {

  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "owner", nullable = false, updatable = false)
  private String owner;

  @Column(name = "region", nullable = false, updatable = false)
  private String region;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "encryption_algorithm", columnDefinition = "text")
  private EncryptionConfiguration.@Nullable Algorithm algorithm;

  @Column(name = "encryption_kms_key_id")
  private @Nullable String kmsKeyId;

  @Column(name = "encryption_kms_project")
  private @Nullable String kmsProject;

  @Enumerated(EnumType.STRING)
  @Column(name = "encryption_data_cipher", columnDefinition = "text")
  private @Nullable DataCipher dataCipher;

  @Column(name = "encryption_bucket_key")
  private @Nullable Boolean bucketKey;

  @Column(name = "encryption_block_customer_keys")
  private @Nullable Boolean blockCustomerKeys;

  BucketRow() {}

  static BucketRow of(Bucket bucket) {
    BucketRow row = new BucketRow();
    row.name = bucket.name().value();
    row.owner = bucket.owner();
    row.region = bucket.region();
    row.createdAt = bucket.createdAt();
    row.setEncryption(bucket.encryption());
    return row;
  }

  void setEncryption(Optional<EncryptionConfiguration> configuration) {
    algorithm = configuration.map(EncryptionConfiguration::algorithm).orElse(null);
    kmsKeyId = configuration.flatMap(EncryptionConfiguration::kmsKeyId).orElse(null);
    kmsProject = configuration.flatMap(EncryptionConfiguration::kmsProject).orElse(null);
    dataCipher = configuration.map(EncryptionConfiguration::dataCipher).orElse(null);
    bucketKey = configuration.map(EncryptionConfiguration::bucketKeyEnabled).orElse(null);
    blockCustomerKeys = configuration.map(EncryptionConfiguration::blockCustomerKeys).orElse(null);
  }

  Bucket toDomain() {
    return new Bucket(new BucketName(name), owner, region, createdAt, encryption());
  }

  private Optional<EncryptionConfiguration> encryption() {
    return Optional.ofNullable(algorithm)
        .map(
            set ->
                new EncryptionConfiguration(
                    set,
                    Optional.ofNullable(kmsKeyId),
                    Optional.ofNullable(kmsProject),
                    Objects.requireNonNullElse(dataCipher, DataCipher.AES_256),
                    Objects.requireNonNullElse(bucketKey, false),
                    Objects.requireNonNullElse(blockCustomerKeys, false)));
  }
}
