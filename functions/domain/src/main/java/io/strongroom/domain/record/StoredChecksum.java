package io.strongroom.domain.record;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.checksum.ObjectChecksum;

/** A plaintext checksum at rest. */
public sealed interface StoredChecksum {

  /** In the clear: service-managed keys, where the entity tag says as much. */
  record Clear(ObjectChecksum checksum) implements StoredChecksum {}

  /** Sealed under the object's metadata key: KMS and customer keys. */
  record Sealed(WrappedKey bytes) implements StoredChecksum {}
}
