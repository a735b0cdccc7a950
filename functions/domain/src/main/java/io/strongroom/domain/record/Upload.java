package io.strongroom.domain.record;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import java.time.Instant;
import java.util.Optional;

/**
 * A multipart upload in progress.
 *
 * @param uploadId opaque, unguessable
 */
public record Upload(
    UploadId uploadId,
    ObjectRef ref,
    Initiation initiation,
    ObjectMetadata metadata,
    WriteRules.PartRules rules,
    EncryptionDescription encryption,
    UploadKeys keys,
    Optional<ChecksumChoice> checksum) {

  /**
   * When it was begun, and by whom.
   *
   * @param owner the account
   */
  public record Initiation(Instant at, AccountId owner) {}

  public Instant initiatedAt() {
    return initiation.at();
  }

  public AccountId owner() {
    return initiation.owner();
  }

  /**
   * Whether completing it answers with a checksum. S3: one that nobody asked for is told only where
   * it is stored in the clear.
   */
  public boolean showsChecksum() {
    return checksum.isPresent()
        || switch (encryption) {
          case EncryptionDescription.Unencrypted _ -> true;
          case EncryptionDescription.ServiceManaged _ -> true;
          case EncryptionDescription.KmsManaged _ -> false;
          case EncryptionDescription.CustomerProvided _ -> false;
        };
  }
}
