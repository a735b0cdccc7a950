package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.record.StoredObject;
import java.util.Optional;

/** A new object's record, and its checksum in the clear for the answer. */
public record WrittenObject(StoredObject object, Optional<ObjectChecksum> checksum) {}
