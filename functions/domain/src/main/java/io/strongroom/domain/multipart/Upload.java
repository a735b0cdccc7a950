package io.strongroom.domain.multipart;

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
 */
public record Upload(
    String uploadId,
    ObjectRef ref,
    Instant initiatedAt,
    String owner,
    ObjectMetadata metadata,
    ETagRule etagRule,
    EncryptionDescription encryption,
    UploadKeys keys,
    Optional<ChecksumChoice> checksum) {}
