package io.strongroom.emulator.operation;

import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey;
import java.util.Optional;

/** A ciphertext that was made, its key, and which generation of a symmetric key made it. */
public final class Ciphertext {

  private final KmsKey key;
  private final byte[] bytes;
  private final Optional<MaterialId> material;

  Ciphertext(KmsKey key, byte[] bytes, Optional<MaterialId> material) {
    this.key = key;
    this.bytes = bytes;
    this.material = material;
  }

  /** The key that made it. */
  public KmsKey key() {
    return key;
  }

  /** The ciphertext. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Empty when a public key made it. */
  public Optional<MaterialId> material() {
    return material;
  }
}
