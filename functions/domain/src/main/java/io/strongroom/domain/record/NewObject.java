package io.strongroom.domain.record;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;

/** An object that is about to become a version: which one, the metadata store says. */
public record NewObject(ObjectRef ref, Content content, Sealing sealing, ObjectMetadata metadata) {

  /** What it has become. */
  public ObjectVersion as(VersionId version) {
    return new ObjectVersion(new VersionRef(ref, version), content, sealing, metadata);
  }
}
