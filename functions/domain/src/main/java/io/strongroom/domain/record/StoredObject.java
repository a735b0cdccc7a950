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
 * @param size plaintext length in bytes
 * @param manifest the authenticated part manifest, see SPEC.md
 * @param parts number, size and checksum of each part of a multipart object; empty for an object
 *     written in one piece
 */
public record StoredObject(
    ObjectRef ref,
    VersionId version,
    long size,
    ETag etag,
    Instant lastModified,
    ObjectMetadata metadata,
    EncryptionDescription encryption,
    Envelope envelope,
    SealedManifest manifest,
    Optional<StoredChecksum> checksum,
    List<ObjectPart> parts) {

  public StoredObject {
    parts = List.copyOf(parts);
  }

  public VersionRef versionRef() {
    return new VersionRef(ref, version);
  }

  /** The same version under another key: what of it depends on the key, exchanged. */
  public StoredObject rewrapped(
      WrappedEnvelope wrapped, Optional<StoredChecksum> checksum, List<ObjectPart> parts) {
    return new StoredObject(
        ref,
        version,
        size,
        etag,
        lastModified,
        metadata,
        wrapped.description(),
        wrapped.envelope(),
        manifest,
        checksum,
        parts);
  }
}
