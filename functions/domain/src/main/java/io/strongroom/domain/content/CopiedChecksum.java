package io.strongroom.domain.content;

import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.checksum.PartChecksums;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.record.StoredObject;
import java.util.List;
import java.util.Optional;

/**
 * The checksum of a copy that shares its source's blobs. A copy has one part, so its checksum is
 * over every byte, whatever the source's was made of.
 *
 * @param stored at rest, under the data key that source and copy share
 */
record CopiedChecksum(ObjectChecksum checksum, StoredChecksum stored) {

  /** Empty when it cannot be told without reading the bytes; does not close {@code key}. */
  static Optional<CopiedChecksum> of(StoredObject source, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return source.checksum().flatMap(stored -> of(source, stored, metadataKey));
    }
  }

  private static Optional<CopiedChecksum> of(
      StoredObject source, StoredChecksum stored, MetadataKey key) {
    ObjectChecksum checksum = ChecksumVault.load(stored, key);
    if (checksum.type() == ObjectChecksum.Type.FULL_OBJECT) {
      return Optional.of(new CopiedChecksum(checksum, stored));
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
    return Optional.of(
        new CopiedChecksum(whole, ChecksumVault.store(whole, source.encryption(), key)));
  }

  /** The record with this checksum. */
  StoredObject in(StoredObject rewrapped) {
    return new StoredObject(
        rewrapped.ref(),
        rewrapped.version(),
        rewrapped.size(),
        rewrapped.etag(),
        rewrapped.lastModified(),
        rewrapped.metadata(),
        rewrapped.encryption(),
        rewrapped.envelope(),
        rewrapped.manifest(),
        Optional.of(stored),
        List.of());
  }
}
