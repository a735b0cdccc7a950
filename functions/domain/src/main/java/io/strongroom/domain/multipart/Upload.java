package io.strongroom.domain.multipart;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.object.ETagRule;
import io.strongroom.domain.object.ObjectMetadata;
import io.strongroom.domain.object.ObjectRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A multipart upload in progress.
 *
 * @param uploadId opaque, unguessable
 * @param envelope holds the data key of all parts, fixed when the upload was created
 * @param metadataKeyEnvelope the object's metadata key wrapped under the service's bucket key: it
 *     lets CompleteMultipartUpload authenticate the part manifest without the customer key, and
 *     opens no data
 */
public record Upload(
    String uploadId,
    ObjectRef ref,
    Instant initiatedAt,
    String owner,
    ObjectMetadata metadata,
    ETagRule etagRule,
    EncryptionDescription encryption,
    Envelope envelope,
    ServiceWrap metadataKeyEnvelope,
    Optional<ChecksumChoice> checksum) {

  /**
   * A key wrapped under a bucket key that the service's KMS key wraps.
   *
   * @param keyId KMS key that wraps the bucket key
   * @param bucketKey the wrapped bucket key
   * @param key the key of interest, wrapped under the bucket key
   */
  public record ServiceWrap(String keyId, WrappedKey bucketKey, WrappedKey key) {}
}
