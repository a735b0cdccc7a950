package io.strongroom.domain.record;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import java.util.Optional;

/**
 * What is remembered of an upload that was completed, so that a client whose answer was lost gets
 * it again. Nothing of it opens the object: the metadata key opens its checksum only.
 *
 * @param versionRef what the upload became
 * @param suite of the object
 */
public record CompletedUpload(
    UploadId uploadId,
    VersionRef versionRef,
    ETag etag,
    EncryptionDescription encryption,
    Suite suite,
    Proof proof) {

  /**
   * What only this record remembers, so that an answer can be given again to whom it was given.
   *
   * @param customerEnvelope of the object, under a customer key: tells whether a client has that
   *     key
   * @param metadata the object's metadata key, under the service's key for uploads
   * @param checksum of the object, as far as the answer showed it
   */
  public record Proof(
      Optional<Envelope> customerEnvelope,
      UploadKeys.ServiceWrap metadata,
      Optional<StoredChecksum> checksum) {

    /** Of an upload that becomes an object with this checksum. */
    public static Proof of(Upload upload, Optional<StoredChecksum> checksum) {
      return new Proof(
          upload.encryption() instanceof EncryptionDescription.CustomerProvided
              ? Optional.of(upload.keys().object())
              : Optional.empty(),
          upload.keys().metadata(),
          checksum.filter(known -> upload.showsChecksum()));
    }
  }

  /** What is to be remembered when {@code upload} became {@code object}. */
  public static CompletedUpload of(Upload upload, ObjectVersion object) {
    return new CompletedUpload(
        upload.uploadId(),
        object.versionRef(),
        object.etag(),
        upload.encryption(),
        upload.keys().object().suite(),
        Proof.of(upload, object.checksum()));
  }

  public ObjectRef ref() {
    return versionRef.object();
  }

  public VersionId version() {
    return versionRef.version();
  }

  public Optional<Envelope> customerEnvelope() {
    return proof.customerEnvelope();
  }

  public UploadKeys.ServiceWrap metadata() {
    return proof.metadata();
  }

  public Optional<StoredChecksum> checksum() {
    return proof.checksum();
  }
}
