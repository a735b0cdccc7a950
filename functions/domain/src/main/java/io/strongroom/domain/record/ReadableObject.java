package io.strongroom.domain.record;

import java.util.Optional;

/**
 * An object with what the metadata store holds of its bytes.
 *
 * @param bytes the whole sealed stream; empty where it is in blobs
 */
public record ReadableObject(ObjectVersion object, Optional<SealedBytes> bytes) {}
