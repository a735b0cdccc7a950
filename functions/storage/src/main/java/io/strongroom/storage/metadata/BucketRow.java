package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.domain.record.PublicAccessBlock;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link Bucket} as a row. What is set of it changes, and with it the revision. */
@Entity(name = "BucketRow")
@Table(schema = "objects", name = "bucket")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class BucketRow {

  /** In one order everywhere. */
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "owner",
          "region",
          "created_at",
          "revision",
          "encryption_algorithm",
          "encryption_kms_key_id",
          "encryption_kms_project",
          "encryption_data_cipher",
          "encryption_bucket_key",
          "encryption_block_customer_keys",
          "settings",
          "versioning",
          "policy_id",
          "public_access_block",
          "object_lock",
          "lock_mode",
          "lock_days",
          "lock_years");

  private static final int BLOCK_ACLS = 1;
  private static final int IGNORE_ACLS = 2;
  private static final int BLOCK_POLICY = 4;
  private static final int RESTRICT = 8;

  /** How many columns {@link #columns} has. */
  static final int WIDTH = COLUMNS.size();

  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "owner", nullable = false)
  private String owner;

  @Column(name = "region", nullable = false)
  private String region;

  @Column(name = "created_at", nullable = false)
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

  @Column(name = "settings")
  private @Nullable JsonObject settings;

  @Enumerated(EnumType.STRING)
  @Column(name = "versioning", nullable = false, columnDefinition = "text")
  private Versioning versioning;

  @Column(name = "policy_id")
  private @Nullable UUID policyId;

  @Column(name = "public_access_block")
  private @Nullable Short publicAccessBlock;

  @Embedded private BucketLockColumns lock;

  @Column(name = "revision", nullable = false)
  private UUID revision;

  BucketRow() {}

  /** The columns of a table that is called {@code alias} in the statement. */
  static String columns(String alias) {
    return COLUMNS.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
  }

  /** From {@link #columns}, of which the first is at {@code first}. */
  static Bucket read(Row row, int first) {
    BucketRow bucket = new BucketRow();
    bucket.name = row.getString(first);
    bucket.owner = row.getString(first + 1);
    bucket.region = row.getString(first + 2);
    bucket.createdAt = row.getOffsetDateTime(first + 3).toInstant();
    bucket.revision = row.getUUID(first + 4);
    String algorithm = row.getString(first + 5);
    bucket.algorithm =
        algorithm == null ? null : EncryptionConfiguration.Algorithm.valueOf(algorithm);
    bucket.kmsKeyId = row.getString(first + 6);
    bucket.kmsProject = row.getString(first + 7);
    String cipher = row.getString(first + 8);
    bucket.dataCipher = cipher == null ? null : DataCipher.valueOf(cipher);
    bucket.bucketKey = row.getBoolean(first + 9);
    bucket.blockCustomerKeys = row.getBoolean(first + 10);
    bucket.settings = row.getJsonObject(first + 11);
    bucket.versioning = Versioning.valueOf(row.getString(first + 12));
    bucket.policyId = row.getUUID(first + 13);
    bucket.publicAccessBlock = row.getShort(first + 14);
    bucket.lock = BucketLockColumns.of(row, first + 15);
    return bucket.toDomain();
  }

  /** The parameters of a statement that creates the bucket, in the order of {@link #columns}. */
  static Tuple parameters(Bucket bucket) {
    Tuple parameters =
        Tuple.tuple()
            .addValue(bucket.name().value())
            .addValue(bucket.owner().value())
            .addValue(bucket.region().value())
            .addValue(bucket.createdAt().atOffset(ZoneOffset.UTC))
            .addValue(bucket.revision());
    addTo(parameters, bucket.encryption());
    parameters
        .addValue(SettingsColumn.write(bucket.settings()))
        .addValue(bucket.versioning().name())
        .addValue(bucket.access().policy().orElse(null))
        .addValue(bits(bucket.access().block()));
    return BucketLockColumns.addTo(parameters, bucket.settings().lock());
  }

  /** Six columns. */
  static void addTo(Tuple parameters, Optional<EncryptionConfiguration> configuration) {
    parameters
        .addValue(configuration.map(set -> set.algorithm().name()).orElse(null))
        .addValue(
            configuration.flatMap(EncryptionConfiguration::kmsKey).map(KeyName::text).orElse(null))
        .addValue(configuration.flatMap(EncryptionConfiguration::kmsProject).orElse(null))
        .addValue(configuration.map(set -> set.dataCipher().name()).orElse(null))
        .addValue(configuration.map(EncryptionConfiguration::bucketKeyEnabled).orElse(null))
        .addValue(configuration.map(EncryptionConfiguration::blockCustomerKeys).orElse(null));
  }

  Bucket toDomain() {
    return new Bucket(
        new BucketName(name),
        AccountId.of(owner),
        Region.of(region),
        createdAt,
        encryption(),
        SettingsColumn.read(settings).with(versioning).with(lock.toDomain()),
        access(),
        revision);
  }

  private BucketAccess access() {
    return new BucketAccess(
        Optional.ofNullable(policyId),
        Optional.ofNullable(publicAccessBlock).map(BucketRow::block));
  }

  private static PublicAccessBlock block(short bits) {
    return new PublicAccessBlock(
        (bits & BLOCK_ACLS) != 0,
        (bits & IGNORE_ACLS) != 0,
        (bits & BLOCK_POLICY) != 0,
        (bits & RESTRICT) != 0);
  }

  /** As the column has it. */
  static @Nullable Short bits(Optional<PublicAccessBlock> block) {
    return block
        .map(
            set ->
                (short)
                    ((set.blockPublicAcls() ? BLOCK_ACLS : 0)
                        | (set.ignorePublicAcls() ? IGNORE_ACLS : 0)
                        | (set.blockPublicPolicy() ? BLOCK_POLICY : 0)
                        | (set.restrictPublicBuckets() ? RESTRICT : 0)))
        .orElse(null);
  }

  private Optional<EncryptionConfiguration> encryption() {
    return Optional.ofNullable(algorithm)
        .map(
            set ->
                new EncryptionConfiguration(
                    set,
                    Optional.ofNullable(kmsKeyId).map(KeyName::parse),
                    Optional.ofNullable(kmsProject),
                    Objects.requireNonNullElse(dataCipher, DataCipher.AES_256),
                    Objects.requireNonNullElse(bucketKey, false),
                    Objects.requireNonNullElse(blockCustomerKeys, false)));
  }
}
