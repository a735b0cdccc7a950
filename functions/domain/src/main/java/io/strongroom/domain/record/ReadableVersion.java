package io.strongroom.domain.record;

import java.util.Optional;

/**
 * A version with what the metadata store holds of its bytes.
 *
 * @param bytes the whole sealed stream; empty where it is in blobs
 */
public record ReadableVersion(Version version, Optional<SealedBytes> bytes) {}
