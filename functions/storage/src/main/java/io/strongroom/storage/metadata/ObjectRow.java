package io.strongroom.storage.metadata;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.StoredObject;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link StoredObject} as a row. */
@Entity(name = "ObjectRow")
@Table(schema = "objects", name = "object_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class ObjectRow {

  @EmbeddedId private ObjectRowId id;

  @Column(name = "is_latest", nullable = false)
  private boolean latest;

  @Column(name = "size", nullable = false)
  private long size;

  @Column(name = "etag", nullable = false)
  private String etag;

  @Column(name = "last_modified", nullable = false)
  private Instant lastModified;

  @Embedded private MetadataColumns metadata;

  @Embedded private EncryptionColumns encryption;

  @Column(name = "manifest", nullable = false)
  private byte[] manifest;

  @Embedded private @Nullable ChecksumColumns checksum;

  @Column(name = "parts")
  private byte @Nullable [] parts;

  ObjectRow() {}

  static ObjectRow of(StoredObject object) {
    ObjectRow row = new ObjectRow();
    row.id = ObjectRowId.of(object.ref(), object.version());
    row.latest = true;
    row.fill(object);
    return row;
  }

  /** Takes everything but the identity from {@code object}. */
  void fill(StoredObject object) {
    size = object.size();
    etag = object.etag().value();
    lastModified = object.lastModified();
    metadata = MetadataColumns.of(object.metadata());
    encryption = EncryptionColumns.of(object.encryption(), object.envelope());
    manifest = object.manifest().bytes();
    checksum = ChecksumColumns.of(object.checksum());
    parts = PartsCodec.encode(object.parts());
  }

  StoredObject toDomain() {
    return new StoredObject(
        new ObjectRef(new BucketName(id.bucket()), new ObjectKey(id.key())),
        new VersionId(id.versionId()),
        size,
        etag(),
        lastModified,
        metadata.toDomain(),
        encryption.description(),
        encryption.envelope(),
        manifest(),
        ChecksumColumns.toDomain(checksum),
        PartsCodec.decode(parts));
  }

  ETag etag() {
    return new ETag(etag);
  }

  SealedManifest manifest() {
    return SealedManifest.of(manifest);
  }

  /** The stored encoding. Not to be changed. */
  byte[] encodedEnvelope() {
    return encryption.encodedEnvelope();
  }
}
