package io.strongroom.domain.record;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionId;
import java.util.Optional;

/**
 * What is remembered of an upload that was completed, so that a client whose answer was lost gets
 * it again. Nothing of it opens the object: the metadata key opens its checksum only.
 *
 * @param version that the upload became
 * @param suite of the object
 * @param customerEnvelope of the object, under a customer key: tells whether a client has that key
 * @param metadata the object's metadata key, under the service's key for uploads
 * @param checksum of the object, as far as the answer showed it
 */
public record CompletedUpload(
    UploadId uploadId,
    ObjectRef ref,
    VersionId version,
    ETag etag,
    EncryptionDescription encryption,
    Suite suite,
    Optional<Envelope> customerEnvelope,
    UploadKeys.ServiceWrap metadata,
    Optional<StoredChecksum> checksum) {

  /** What is to be remembered when {@code upload} became {@code object}. */
  public static CompletedUpload of(Upload upload, ObjectVersion object) {
    return new CompletedUpload(
        upload.uploadId(),
        upload.ref(),
        object.version(),
        object.etag(),
        upload.encryption(),
        upload.keys().object().suite(),
        upload.encryption() instanceof EncryptionDescription.CustomerProvided
            ? Optional.of(upload.keys().object())
            : Optional.empty(),
        upload.keys().metadata(),
        object.checksum().filter(known -> upload.showsChecksum()));
  }
}
