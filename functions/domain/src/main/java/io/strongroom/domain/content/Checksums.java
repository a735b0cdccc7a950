package io.strongroom.domain.content;

import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.envelope.FreshEnvelope;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.StoredChecksum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checksums of a version in the clear, on their way from one data key to another.
 *
 * @param parts of each part that the record tells of
 */
record Checksums(Optional<ObjectChecksum> whole, List<Optional<ObjectChecksum>> parts) {

  /** Does not close {@code key}. */
  static Checksums of(ObjectVersion object, MetadataKey key) {
    return new Checksums(
        object.checksum().map(stored -> ChecksumVault.load(stored, key)),
        object.parts().stream()
            .map(part -> part.checksum().map(stored -> ChecksumVault.load(stored, key)))
            .toList());
  }

  /**
   * All of them at rest under the new key.
   *
   * @param key its metadata key, which stays open
   */
  Sealing sealing(FreshEnvelope fresh, ObjectVersion object, MetadataKey key) {
    List<ObjectPart> stored = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      ObjectPart part = object.parts().get(i);
      stored.add(new ObjectPart(part.number(), part.size(), store(parts.get(i), fresh, key)));
    }
    return new Sealing(fresh.description(), fresh.envelope(), store(whole, fresh, key), stored);
  }

  private static Optional<StoredChecksum> store(
      Optional<ObjectChecksum> checksum, FreshEnvelope fresh, MetadataKey key) {
    return checksum.map(known -> ChecksumVault.store(known, fresh.description(), key));
  }
}
