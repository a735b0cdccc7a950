package io.strongroom.domain.access;

import io.strongroom.domain.name.ArchiveError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.ObjectVersion;
import java.time.Instant;

/** Where objects lie that have to be restored before they are read. */
final class Archive {

  private Archive() {}

  /**
   * The object, when it can be read now.
   *
   * @throws ObjectStoreException NotRestored
   */
  static ObjectVersion requireRestored(ObjectVersion object, Instant now) {
    if (!object.metadata().isReadableAt(now)) {
      throw new ObjectStoreException(
          new ArchiveError.NotRestored(object.metadata().storageClass().orElseThrow()));
    }
    return object;
  }
}
