package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.KeyPairs;
import io.strongroom.emulator.service.Messages;
import io.strongroom.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Encryption under either sort of key: symmetric ones, whose ciphertexts name their key, and public
 * ones, whose ciphertexts do not. Thread-safe. Callers have checked the key.
 */
@ApplicationScoped
class Ciphers {

  private final Messages messages;
  private final KeyPairs pairs;

  Ciphers(Messages messages, KeyPairs pairs) {
    this.messages = messages;
    this.pairs = pairs;
  }

  /** Encrypts. The caller keeps and closes {@code plaintext}. */
  Uni<Ciphertext> seal(EncryptionUse use, KmsKey key, SecretBytes plaintext) {
    if (use.algorithm().isEmpty()) {
      return messages
          .seal(key, plaintext, use.key().context())
          .map(blob -> new Ciphertext(key, blob.bytes(), Optional.of(blob.materialId())));
    }
    EncryptionAlgorithm algorithm = use.algorithm().get();
    return Uni.createFrom()
        .item(key)
        .invoke(found -> requireSize(found, algorithm, plaintext.length()))
        .chain(found -> pairs.encrypt(found, algorithm, plaintext))
        .map(bytes -> new Ciphertext(key, bytes, Optional.empty()));
  }

  /** Demands that a key can take so long a plaintext. */
  static void requireSize(EncryptionUse use, KmsKey key, int sizeInBytes) {
    use.algorithm().ifPresent(algorithm -> requireSize(key, algorithm, sizeInBytes));
  }

  private static void requireSize(KmsKey key, EncryptionAlgorithm algorithm, int sizeInBytes) {
    if (key.type().spec().use() instanceof KeySpec.Use.Pairs(KeyPairKind kind)
        && sizeInBytes > algorithm.maxPlaintextInBytes(kind)) {
      throw KmsRefusal.of(
          KmsError.PLAINTEXT_TOO_LONG,
          "Algorithm "
              + algorithm
              + " and key spec "
              + kind.name()
              + " cannot encrypt data larger than "
              + algorithm.maxPlaintextInBytes(kind)
              + " bytes.");
    }
  }

  /** Decrypts; the caller owns and closes the result. */
  Uni<SecretBytes> open(EncryptionUse use, Source source) {
    return switch (source) {
      case Source.Blob(Addressed message) -> messages.open(message, use.key().context());
      case Source.ToPublicKey(KmsKey key, SecretBytes ciphertext) ->
          pairs.decrypt(key, use.algorithm().orElseThrow(), ciphertext.use(byte[]::clone));
      case Source.None _ -> Uni.createFrom().item(() -> SecretBytes.adopt(new byte[0]));
    };
  }
}
