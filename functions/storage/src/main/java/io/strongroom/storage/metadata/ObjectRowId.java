package io.strongroom.storage.metadata;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Which version of which object. */
@Embeddable
record ObjectRowId(
    @Column(name = "bucket") String bucket,
    @Column(name = "key") String key,
    @Column(name = "version_id") String versionId) {

  static ObjectRowId of(ObjectRef ref, VersionId version) {
    return new ObjectRowId(ref.bucket().value(), ref.key().value(), version.value());
  }
}
