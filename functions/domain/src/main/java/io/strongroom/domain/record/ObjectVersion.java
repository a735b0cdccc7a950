package io.strongroom.domain.record;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of an object as the metadata store holds it: everything but the bytes. Reading it
 * needs no key.
 *
 * @param content what was fixed when it was written
 * @param sealing what changes with its key
 */
public record ObjectVersion(
    VersionRef versionRef, Content content, Sealing sealing, ObjectMetadata metadata)
    implements Version {

  public ObjectRef ref() {
    return versionRef.object();
  }

  public VersionId version() {
    return versionRef.version();
  }

  /** Plaintext length in bytes. */
  public long size() {
    return content.size();
  }

  public ETag etag() {
    return content.etag();
  }

  @Override
  public Instant lastModified() {
    return content.lastModified();
  }

  public SealedManifest manifest() {
    return content.manifest();
  }

  public EncryptionDescription encryption() {
    return sealing.encryption();
  }

  public Envelope envelope() {
    return sealing.envelope();
  }

  public Optional<StoredChecksum> checksum() {
    return sealing.checksum();
  }

  /** Of a multipart object; empty for one written in one piece. */
  public List<ObjectPart> parts() {
    return sealing.parts();
  }

  /** What may be set of it at any time. */
  public VersionMarks marks() {
    return metadata.marks();
  }

  /** The same version with other tags and another lock. */
  public ObjectVersion marked(VersionMarks others) {
    return new ObjectVersion(versionRef, content, sealing, metadata.marked(others));
  }

  /** The same version with more bytes; what was known of fewer is not known of these. */
  public ObjectVersion longer(Content more) {
    Sealing unchecked =
        new Sealing(sealing.encryption(), sealing.envelope(), Optional.empty(), List.of());
    return new ObjectVersion(versionRef, more, unchecked, metadata);
  }

  /** The same version under another key. */
  public ObjectVersion sealed(Sealing another) {
    return new ObjectVersion(versionRef, content, another, metadata);
  }
}
