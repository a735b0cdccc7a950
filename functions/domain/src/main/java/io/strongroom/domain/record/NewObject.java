package io.strongroom.domain.record;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;

/** An object that is about to become a version: which one, the metadata store says. */
public record NewObject(
    ObjectRef ref, Content content, Sealing sealing, ObjectMetadata metadata, Origin origin) {

  /** One whose bytes were sent. */
  public NewObject(ObjectRef ref, Content content, Sealing sealing, ObjectMetadata metadata) {
    this(ref, content, sealing, metadata, Origin.PUT);
  }

  /** What it has become. */
  public ObjectVersion as(VersionId version) {
    return new ObjectVersion(new VersionRef(ref, version), content, sealing, metadata);
  }

  /** The same with other things said of it. */
  public NewObject with(ObjectMetadata other) {
    return new NewObject(ref, content, sealing, other, origin);
  }

  /** The same with other facts of its bytes. */
  public NewObject with(Content other) {
    return new NewObject(ref, other, sealing, metadata, origin);
  }
}
