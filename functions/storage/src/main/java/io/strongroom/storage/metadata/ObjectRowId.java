package io.strongroom.storage.metadata;

import io.strongroom.domain.object.ObjectRef;
import io.strongroom.domain.object.VersionId;
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
