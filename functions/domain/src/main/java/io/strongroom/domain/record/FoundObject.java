package io.strongroom.domain.record;

import io.strongroom.domain.name.Versioning;

/**
 * An object that was found.
 *
 * @param versioning of its bucket: whether a reader is told the version
 */
public record FoundObject(ObjectVersion object, Versioning versioning) {}
