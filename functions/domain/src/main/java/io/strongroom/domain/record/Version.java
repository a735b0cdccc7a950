package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionRef;
import java.time.Instant;
import java.util.Optional;

/** What may stand under a key and a version id. */
public sealed interface Version permits ObjectVersion, DeleteMarker {

  VersionRef versionRef();

  Instant lastModified();

  /** What it holds; empty for a delete marker. */
  default Optional<ObjectVersion> object() {
    return switch (this) {
      case ObjectVersion object -> Optional.of(object);
      case DeleteMarker _ -> Optional.empty();
    };
  }
}
