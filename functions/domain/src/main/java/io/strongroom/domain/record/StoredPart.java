package io.strongroom.domain.record;

import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.name.ETag;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A part as stored. {@code size} is the plaintext length in bytes. */
public record StoredPart(
    int number,
    UUID blobId,
    long size,
    StreamCommitment commitment,
    ETag etag,
    Optional<StoredChecksum> checksum,
    Instant lastModified) {}
