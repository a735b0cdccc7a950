package io.strongroom.domain.operation;

import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.ObjectVersion;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An object as GET and HEAD show it.
 *
 * @param versioning of the bucket: whether the version is told
 * @param range the selected plaintext bytes when the reader asked for a part of the object
 * @param checksum of the selected bytes, when asked for and known
 * @param partCount for an answer to a part number on a multipart object
 * @param expiry when the object goes by itself, where that is told
 */
public record ObjectView(
    ObjectVersion object,
    Versioning versioning,
    EncryptionEcho encryption,
    Optional<ByteRange> range,
    Optional<ObjectChecksum> checksum,
    OptionalInt partCount,
    Optional<Lifecycle.Expiry> expiry) {

  /** Bytes of the body. */
  public long contentLength() {
    return range.map(ByteRange::length).orElse(object.size());
  }
}
