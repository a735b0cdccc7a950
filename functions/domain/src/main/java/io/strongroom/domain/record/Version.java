package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionRef;
import java.time.Instant;

/** What may stand under a key and a version id. */
public sealed interface Version permits ObjectVersion, DeleteMarker {

  VersionRef versionRef();

  Instant lastModified();
}
