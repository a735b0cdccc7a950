package io.strongroom.domain.content;

import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.ETag;
import java.util.Optional;
import java.util.UUID;

/** A body at rest: one durable blob. {@code size} is the plaintext length in bytes. */
public record SealedBody(
    UUID blobId,
    long size,
    StreamCommitment commitment,
    ETag etag,
    Optional<ObjectChecksum> checksum) {}
