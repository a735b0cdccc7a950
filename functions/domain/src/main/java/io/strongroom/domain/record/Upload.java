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
    Optional<ChecksumChoice> checksum) {}
