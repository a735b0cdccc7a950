package io.strongroom.emulator.operation;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Messages.Addressed;
import java.util.Optional;

/** A ciphertext whose key is known, permitted and fit. */
sealed interface Source {

  /** The key. */
  KmsKey key();

  /** The generation of a symmetric key that made it. */
  default Optional<MaterialId> material() {
    return Optional.empty();
  }

  /** Under a symmetric key. */
  record Blob(Addressed message) implements Source {
    @Override
    public KmsKey key() {
      return message.key();
    }

    @Override
    public Optional<MaterialId> material() {
      return Optional.of(message.blob().materialId());
    }
  }

  /** Encrypted to a public key. */
  record ToPublicKey(KmsKey key, SecretBytes ciphertext) implements Source {}

  /** None was given: only the permission is asked about. */
  record None(KmsKey key) implements Source {}
}
