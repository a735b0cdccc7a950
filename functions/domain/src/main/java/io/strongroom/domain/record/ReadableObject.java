package io.strongroom.domain.record;

import io.strongroom.domain.name.Versioning;
import java.util.Optional;

/**
 * An object with what the metadata store holds of its bytes.
 *
 * @param bytes the whole sealed stream; empty where it is in blobs
 */
public record ReadableObject(FoundObject found, Optional<SealedBytes> bytes) {

  public ObjectVersion object() {
    return found.object();
  }

  /** It is in, as it was then. */
  public Bucket bucket() {
    return found.bucket();
  }

  /** Of its bucket: whether a reader is told the version. */
  public Versioning versioning() {
    return found.versioning();
  }
}
