package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETagRule;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Upload} as it is read. */
@Entity(name = "UploadRow")
@Table(schema = "objects", name = "upload")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class UploadRow {

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
  @Column(name = "etag_rule", nullable = false, columnDefinition = "text")
  private ETagRule etagRule;

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

  Upload toDomain() {
    return new Upload(
        id,
        ref(),
        initiatedAt,
        owner,
        metadata.toDomain(),
        etagRule,
        encryption.description(),
        new UploadKeys(
            encryption.envelope(),
            EncryptionColumns.decode(partEnvelope),
            new UploadKeys.ServiceWrap(
                serviceKeyId, WrappedKey.of(serviceBucketKey), WrappedKey.of(serviceWrapped))),
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
