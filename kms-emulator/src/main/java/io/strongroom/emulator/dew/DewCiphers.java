package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.CiphertextBlob;
import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.dew.DewMessages.Opened;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.KeyPairs;
import io.strongroom.emulator.service.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Encryption of data under either sort of key, after the checks on the key. Thread-safe. */
@ApplicationScoped
class DewCiphers {

  private final DewMessages opener;
  private final Messages messages;
  private final KeyPairs pairs;
  private final Authorizer authorizer;

  DewCiphers(DewMessages opener, Messages messages, KeyPairs pairs, Authorizer authorizer) {
    this.opener = opener;
    this.messages = messages;
    this.pairs = pairs;
    this.authorizer = authorizer;
  }

  /** Encrypts. The caller keeps and closes {@code plaintext}. */
  Uni<byte[]> seal(DewUse use, KmsKey key, SecretBytes plaintext) {
    return permitted(use, key)
        .chain(
            () ->
                use.isSymmetric()
                    ? messages.seal(key, plaintext, use.context()).map(CiphertextBlob::bytes)
                    : pairs.encrypt(key, fitting(use, key, plaintext), plaintext));
  }

  /**
   * Decrypts.
   *
   * @param named the key that the caller named; needed when the ciphertext does not name it
   */
  Uni<Opened> open(DewUse use, byte[] ciphertext, Optional<KmsKey> named) {
    if (use.isSymmetric()) {
      return named.isEmpty()
          ? opener.open(use, ciphertext, named)
          : permitted(use, named.get()).chain(() -> opener.open(use, ciphertext, named));
    }
    KmsKey key = named.orElseThrow(() -> DewRefusal.missing("key_id"));
    return permitted(use, key)
        .chain(() -> pairs.decrypt(key, algorithm(use), ciphertext))
        .map(plaintext -> new Opened(key, plaintext));
  }

  private Uni<Void> permitted(DewUse use, KmsKey key) {
    return authorizer
        .require(use.call().access(use.action(), key).withContext(use.context()))
        .invoke(() -> Lifecycle.requireUsable(key))
        .invoke(() -> requireFit(use, key));
  }

  private static void requireFit(DewUse use, KmsKey key) {
    KeyUsage usage = key.type().usage();
    boolean fits =
        switch (key.type().spec().use()) {
          case KeySpec.Use.Messages _ -> use.isSymmetric();
          case KeySpec.Use.Macs _ -> throw DewRefusal.of("KMS.0341", "Not for HMAC keys.");
          case KeySpec.Use.Pairs(KeyPairKind kind) -> {
            if (usage != KeyUsage.ENCRYPT_DECRYPT) {
              throw DewRefusal.of("KMS.0334", "Not for keys that sign.");
            }
            yield !use.isSymmetric() && EncryptionAlgorithm.of(kind).contains(algorithm(use));
          }
        };
    if (!fits) {
      throw DewRefusal.of("KMS.2106", "The algorithm does not fit the key.");
    }
  }

  private static EncryptionAlgorithm fitting(DewUse use, KmsKey key, SecretBytes plaintext) {
    EncryptionAlgorithm algorithm = algorithm(use);
    boolean tooLong =
        key.type().spec().use() instanceof KeySpec.Use.Pairs(KeyPairKind kind)
            && plaintext.length() > algorithm.maxPlaintextInBytes(kind);
    if (tooLong) {
      throw DewRefusal.of("KMS.2108", "The text is too long for the key.");
    }
    return algorithm;
  }

  private static EncryptionAlgorithm algorithm(DewUse use) {
    return use.algorithm().equals("SM2_ENCRYPT")
        ? EncryptionAlgorithm.SM2PKE
        : EncryptionAlgorithm.ofName(use.algorithm());
  }
}
