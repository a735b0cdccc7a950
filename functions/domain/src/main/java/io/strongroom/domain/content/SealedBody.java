package io.strongroom.domain.content;

import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.record.SealedBytes;
import java.util.Optional;
import java.util.UUID;

/**
 * A sealed body: one durable blob, or bytes that become durable with the record that names them.
 *
 * @param size the plaintext length in bytes
 * @param bytes empty for a blob
 */
public record SealedBody(
    UUID blobId,
    long size,
    StreamCommitment commitment,
    ETag etag,
    Optional<ObjectChecksum> checksum,
    Optional<SealedBytes> bytes) {}
