package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import io.vertx.sqlclient.Row;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An {@link Upload} as it is read. */
@Entity(name = "UploadRow")
@Table(schema = "objects", name = "upload")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class UploadRow {

  /** What is mapped below, in one order: a column that is not mapped must not be selected. */
  private static final List<String> COLUMNS =
      Stream.of(
              List.of("id", "bucket", "key", "initiated_at", "owner"),
              MetadataColumns.NAMES,
              List.of(
                  "etag_source",
                  "least_part_bytes",
                  "default_checksum",
                  "encryption_mode",
                  "kms_key_id",
                  "kms_context",
                  "kms_bucket_key",
                  "data_cipher",
                  "wrapping_key_id",
                  "envelope",
                  "part_envelope",
                  "service_key_id",
                  "service_bucket_key",
                  "service_wrapped",
                  "checksum_algorithm",
                  "checksum_type"))
          .flatMap(List::stream)
          .toList();

  private static final int METADATA = 5;
  private static final int RULES = METADATA + MetadataColumns.WIDTH;

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "bucket", nullable = false)
  private String bucket;

  @Column(name = "key", nullable = false)
  private String key;

  @Column(name = "initiated_at", nullable = false)
  private Instant initiatedAt;

  @Column(name = "owner", nullable = false)
  private String owner;

  @Embedded private MetadataColumns metadata;

  @Enumerated(EnumType.STRING)
  @Column(name = "etag_source", nullable = false, columnDefinition = "text")
  private ETagSource etagSource;

  @Column(name = "least_part_bytes", nullable = false)
  private long leastPartBytes;

  @Enumerated(EnumType.STRING)
  @Column(name = "default_checksum", columnDefinition = "text")
  private @Nullable ChecksumAlgorithm defaultChecksum;

  @Embedded private EncryptionColumns encryption;

  @Column(name = "part_envelope", nullable = false)
  private byte[] partEnvelope;

  @Column(name = "service_key_id", nullable = false)
  private String serviceKeyId;

  @Column(name = "service_bucket_key", nullable = false)
  private byte[] serviceBucketKey;

  @Column(name = "service_wrapped", nullable = false)
  private byte[] serviceWrapped;

  @Enumerated(EnumType.STRING)
  @Column(name = "checksum_algorithm", columnDefinition = "text")
  private @Nullable ChecksumAlgorithm checksumAlgorithm;

  @Enumerated(EnumType.STRING)
  @Column(name = "checksum_type", columnDefinition = "text")
  private ObjectChecksum.@Nullable Type checksumType;

  UploadRow() {}

  /** The columns of a table that is called {@code alias} in the statement. */
  static String columns(String alias) {
    return COLUMNS.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
  }

  /** From {@link #columns}, of which the first is at {@code first}. */
  static Upload read(Row row, int first) {
    UploadRow upload = new UploadRow();
    upload.id = row.getString(first);
    upload.bucket = row.getString(first + 1);
    upload.key = row.getString(first + 2);
    upload.initiatedAt = row.getOffsetDateTime(first + 3).toInstant();
    upload.owner = row.getString(first + 4);
    upload.metadata = MetadataColumns.of(row, first + METADATA);
    int rules = first + RULES;
    upload.etagSource = ETagSource.valueOf(row.getString(rules));
    upload.leastPartBytes = row.getLong(rules + 1);
    String byDefault = row.getString(rules + 2);
    upload.defaultChecksum = byDefault == null ? null : ChecksumAlgorithm.valueOf(byDefault);
    upload.encryption = EncryptionColumns.of(row, rules + 3);
    upload.partEnvelope = row.getBuffer(rules + 10).getBytes();
    upload.serviceKeyId = row.getString(rules + 11);
    upload.serviceBucketKey = row.getBuffer(rules + 12).getBytes();
    upload.serviceWrapped = row.getBuffer(rules + 13).getBytes();
    String algorithm = row.getString(rules + 14);
    upload.checksumAlgorithm = algorithm == null ? null : ChecksumAlgorithm.valueOf(algorithm);
    String type = row.getString(rules + 15);
    upload.checksumType = type == null ? null : ObjectChecksum.Type.valueOf(type);
    return upload.toDomain();
  }

  Upload toDomain() {
    return new Upload(
        new UploadId(id),
        ref(),
        new Upload.Initiation(initiatedAt, AccountId.of(owner)),
        metadata.toDomain(),
        new WriteRules.PartRules(etagSource, leastPartBytes, Optional.ofNullable(defaultChecksum)),
        encryption.description(),
        new UploadKeys(
            encryption.envelope(),
            EncryptionColumns.decode(partEnvelope),
            new UploadKeys.ServiceWrap(
                KmsKeyId.of(serviceKeyId),
                WrappedKey.of(serviceBucketKey),
                WrappedKey.of(serviceWrapped))),
        Optional.ofNullable(checksumAlgorithm)
            .map(set -> new ChecksumChoice(set, Objects.requireNonNull(checksumType))));
  }

  ObjectRef ref() {
    return new ObjectRef(new BucketName(bucket), new ObjectKey(key));
  }

  Instant initiatedAt() {
    return initiatedAt;
  }

  String id() {
    return id;
  }
}
