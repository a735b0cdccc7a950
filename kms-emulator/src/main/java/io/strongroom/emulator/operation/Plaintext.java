package io.strongroom.emulator.operation;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey;
import java.util.Optional;

/**
 * A plaintext, whose receiver closes it.
 *
 * @param material the generation of a symmetric key that had sealed it
 */
public record Plaintext(KmsKey key, SecretBytes bytes, Optional<MaterialId> material)
    implements AutoCloseable {

  @Override
  public void close() {
    bytes.close();
  }
}
