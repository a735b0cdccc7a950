package io.strongroom.storage.metadata;

import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.StoredPart;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link StoredPart} as it is read. */
@Entity(name = "PartRow")
@Table(schema = "objects", name = "upload_part")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class PartRow {

  @EmbeddedId private PartRowId id;

  @Column(name = "blob_id", nullable = false)
  private UUID blobId;

  @Column(name = "size", nullable = false)
  private long size;

  @Column(name = "commitment", nullable = false)
  private byte[] commitment;

  @Column(name = "etag", nullable = false)
  private String etag;

  @Column(name = "last_modified", nullable = false)
  private Instant lastModified;

  @Embedded private @Nullable ChecksumColumns checksum;

  PartRow() {}

  StoredPart toDomain() {
    return new StoredPart(
        id.number(),
        blobId,
        size,
        storedCommitment(),
        new ETag(etag),
        ChecksumColumns.toDomain(checksum),
        lastModified);
  }

  /**
   * @throws ObjectStoreException ObjectDamaged when the column holds anything else
   */
  private StreamCommitment storedCommitment() {
    if (commitment.length != StreamCommitment.BYTES) {
      throw new ObjectStoreException(new RequestError.ObjectDamaged(Damage.of("stored part")));
    }
    return StreamCommitment.of(commitment);
  }
}
