package io.strongroom.domain.content;

import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.checksum.PartChecksums;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.StoredChecksum;
import java.util.List;
import java.util.Optional;

/**
 * The checksum of a copy that shares its source's blobs. A copy has one part, so its checksum is
 * over every byte, whatever the source's was made of.
 *
 * @param stored at rest, under the data key that source and copy share
 */
record CopiedChecksum(Optional<ObjectChecksum> checksum, Optional<StoredChecksum> stored) {

  /** Of a copy whose source has none. */
  static final CopiedChecksum NONE = new CopiedChecksum(Optional.empty(), Optional.empty());

  /** Empty when it cannot be told without reading the bytes; does not close {@code key}. */
  static Optional<CopiedChecksum> of(ObjectVersion source, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return source.checksum().flatMap(stored -> of(source, stored, metadataKey));
    }
  }

  private static Optional<CopiedChecksum> of(
      ObjectVersion source, StoredChecksum stored, MetadataKey key) {
    ObjectChecksum checksum = ChecksumVault.load(stored, key);
    if (checksum.type() == ObjectChecksum.Type.FULL_OBJECT) {
      return Optional.of(known(checksum, stored));
    }
    List<PartChecksums.Part> parts =
        source.parts().stream()
            .flatMap(
                part ->
                    part
                        .checksum()
                        .map(each -> ChecksumVault.load(each, key).value())
                        .map(value -> new PartChecksums.Part(value, part.size()))
                        .stream())
            .toList();
    if (!checksum.algorithm().combinable() || parts.size() < source.parts().size()) {
      return Optional.empty();
    }
    ObjectChecksum whole = PartChecksums.fullObject(checksum.algorithm(), parts);
    return Optional.of(known(whole, ChecksumVault.store(whole, source.encryption(), key)));
  }

  private static CopiedChecksum known(ObjectChecksum checksum, StoredChecksum stored) {
    return new CopiedChecksum(Optional.of(checksum), Optional.of(stored));
  }
}
