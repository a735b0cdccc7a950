package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import java.util.Optional;

/** A new object's record, what it has become, and its checksum in the clear for the answer. */
public record WrittenObject(
    NewObject object, Published published, Optional<ObjectChecksum> checksum) {

  /** The version that it is. */
  public ObjectVersion version() {
    return object.as(published.version());
  }
}
