package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.crypto.KeyPairVault;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.crypto.WrappedMaterial;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Encryption to public keys and key agreement. Thread-safe. Asks nobody for permission: callers
 * have checked who, state, usage and algorithm.
 */
@ApplicationScoped
public class KeyPairs {

  private final KeyStore keys;
  private final KeyPairVault vault;
  private final RootWork roots;

  KeyPairs(KeyStore keys, KeyPairVault vault, RootWork roots) {
    this.keys = keys;
    this.vault = vault;
    this.roots = roots;
  }

  /** The public key, X.509 SubjectPublicKeyInfo. */
  public Uni<byte[]> publicKey(KmsKey key) {
    return material(key).map(material -> vault.publicKey(key.arn().toString(), material));
  }

  /** Encrypts, on a worker. The caller keeps and closes {@code plaintext}. */
  public Uni<byte[]> encrypt(KmsKey key, EncryptionAlgorithm algorithm, SecretBytes plaintext) {
    return publicKey(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(encoded -> plaintext.use(bytes -> KeyPairVault.encrypt(encoded, algorithm, bytes)));
  }

  /**
   * Decrypts, on a worker; the caller owns and closes the result. Fails with {@code
   * INVALID_CIPHERTEXT}.
   */
  public Uni<SecretBytes> decrypt(KmsKey key, EncryptionAlgorithm algorithm, byte[] ciphertext) {
    return material(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(material -> vault.decrypt(key.arn().toString(), material, algorithm, ciphertext))
        .onFailure(CiphertextRejected.class)
        .transform(rejected -> KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT));
  }

  /**
   * ECDH, on a worker; the caller owns and closes the result. Fails with {@code VALIDATION} when
   * {@code peer} is no public key on the key's curve.
   */
  public Uni<SecretBytes> agree(KmsKey key, byte[] peer) {
    return material(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(material -> vault.agree(key.arn().toString(), material, peer))
        .onFailure(IllegalArgumentException.class)
        .transform(e -> KmsRefusal.invalid("The public key is not valid for the key agreement."));
  }

  Uni<WrappedMaterial> material(KmsKey key) {
    MaterialId current = key.currentMaterial().orElseThrow(() -> KmsRefusal.invalidState(key));
    return keys.findMaterial(current, key.arn().scope().region())
        .chain(
            found ->
                roots.atHand(
                    found.orElseThrow(() -> new IllegalStateException("no material " + current))))
        .map(StoredMaterial::wrapped);
  }
}
