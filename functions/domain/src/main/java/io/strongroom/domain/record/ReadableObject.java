package io.strongroom.domain.record;

import io.strongroom.domain.name.Versioning;
import java.util.Optional;

/**
 * An object with what the metadata store holds of its bytes.
 *
 * @param bytes the whole sealed stream; empty where it is in blobs
 * @param versioning of its bucket: whether a reader is told the version
 */
public record ReadableObject(
    ObjectVersion object, Optional<SealedBytes> bytes, Versioning versioning) {}
