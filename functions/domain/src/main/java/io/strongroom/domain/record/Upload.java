package io.strongroom.domain.record;

import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.ObjectRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A multipart upload in progress.
 *
 * @param uploadId opaque, unguessable
 */
public record Upload(
    String uploadId,
    ObjectRef ref,
    Instant initiatedAt,
    String owner,
    ObjectMetadata metadata,
    WriteRules.PartRules rules,
    EncryptionDescription encryption,
    UploadKeys keys,
    Optional<ChecksumChoice> checksum) {

  /**
   * Whether completing it answers with a checksum. S3: one that nobody asked for is told only where
   * it is stored in the clear.
   */
  public boolean showsChecksum() {
    return checksum.isPresent()
        || switch (encryption) {
          case EncryptionDescription.Unencrypted none -> true;
          case EncryptionDescription.ServiceManaged service -> true;
          case EncryptionDescription.KmsManaged kms -> false;
          case EncryptionDescription.CustomerProvided customer -> false;
        };
  }
}
