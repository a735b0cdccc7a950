package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.KeyPairs;
import io.strongroom.emulator.service.Messages;
import io.strongroom.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Encryption under either sort of key: symmetric ones, whose ciphertexts name their key, and public
 * ones, whose ciphertexts do not. Thread-safe.
 */
@ApplicationScoped
class Ciphertexts {

  private final CryptoKeys keys;
  private final Messages messages;
  private final KeyPairs pairs;

  Ciphertexts(CryptoKeys keys, Messages messages, KeyPairs pairs) {
    this.keys = keys;
    this.messages = messages;
    this.pairs = pairs;
  }

  /**
   * A ciphertext.
   *
   * @param material which generation of a symmetric key made it
   */
  record Sealed(String base64, Optional<MaterialId> material) {}

  /** A ciphertext whose key is known, ready to be used and permitted. */
  sealed interface Source {

    /** The key. */
    KmsKey key();

    /** Under a symmetric key. */
    record Blob(Addressed message) implements Source {
      @Override
      public KmsKey key() {
        return message.key();
      }
    }

    /** Encrypted to a public key. */
    record ToPublicKey(KmsKey key, SecretBytes ciphertext) implements Source {}

    /** None was given: only the permission is asked about. */
    record None(KmsKey key) implements Source {}
  }

  /** Demands that the key can take so long a plaintext. */
  static void requireSize(CryptoUse use, KmsKey key, int sizeInBytes) {
    if (key.type().spec().use() instanceof KeySpec.Use.Pairs(KeyPairKind kind)) {
      int max = EncryptionAlgorithm.ofName(use.algorithm()).maxPlaintextInBytes(kind);
      if (sizeInBytes > max) {
        throw KmsRefusal.invalid(
            "Algorithm "
                + use.algorithm()
                + " and key spec "
                + kind.name()
                + " cannot encrypt data larger than "
                + max
                + " bytes.");
      }
    }
  }

  /** Encrypts under a key that fits. The caller keeps and closes {@code plaintext}. */
  Uni<Sealed> seal(CryptoUse use, KmsKey key, SecretBytes plaintext) {
    return key.type().spec().isSymmetricEncryption()
        ? messages
            .seal(key, plaintext, use.context())
            .map(blob -> new Sealed(Base64Text.of(blob.bytes()), Optional.of(blob.materialId())))
        : pairs
            .encrypt(key, EncryptionAlgorithm.ofName(use.algorithm()), plaintext)
            .map(bytes -> new Sealed(Base64Text.of(bytes), Optional.empty()));
  }

  /**
   * Finds a ciphertext's key.
   *
   * @param ciphertext empty in a dry run that asks about the permission alone
   */
  Uni<Source> find(CryptoUse use, Optional<byte[]> ciphertext, Optional<String> keyId) {
    boolean symmetric = use.algorithm().equals(KeyJson.SYMMETRIC);
    if (ciphertext.isPresent() && symmetric) {
      return keys.ofCiphertext(use, ciphertext.get(), keyId).map(Source.Blob::new);
    }
    String named =
        keyId.orElseThrow(
            () -> KmsRefusal.invalid("KeyId is required without a symmetric ciphertext."));
    return keys.usable(use, named)
        .map(
            key ->
                ciphertext
                    .<Source>map(bytes -> new Source.ToPublicKey(key, SecretBytes.copyOf(bytes)))
                    .orElseGet(() -> new Source.None(key)));
  }

  /** Decrypts; the caller owns and closes the result. */
  Uni<SecretBytes> open(CryptoUse use, Source source) {
    return switch (source) {
      case Source.Blob(Addressed message) -> messages.open(message, use.context());
      case Source.ToPublicKey(KmsKey key, SecretBytes ciphertext) ->
          pairs.decrypt(
              key, EncryptionAlgorithm.ofName(use.algorithm()), ciphertext.use(byte[]::clone));
      case Source.None _ -> Uni.createFrom().item(() -> SecretBytes.adopt(new byte[0]));
    };
  }

  /** The generation of a symmetric key that made the ciphertext. */
  static Optional<MaterialId> material(Source source) {
    return switch (source) {
      case Source.Blob(Addressed message) -> Optional.of(message.blob().materialId());
      case Source.ToPublicKey _, Source.None _ -> Optional.empty();
    };
  }
}
