package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;

/**
 * What a written object has become.
 *
 * @param versioning of the bucket when it was written
 */
public record Published(VersionId version, Versioning versioning) {}
