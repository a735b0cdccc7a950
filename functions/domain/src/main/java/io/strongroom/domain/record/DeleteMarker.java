package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionRef;
import java.time.Instant;

/** Says that a key was deleted. It has no bytes, and needs no key. */
public record DeleteMarker(VersionRef versionRef, Instant lastModified) implements Version {}
