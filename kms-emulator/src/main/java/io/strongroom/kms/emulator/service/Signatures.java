package io.strongroom.kms.emulator.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.kms.emulator.crypto.KeyPairVault;
import io.strongroom.kms.emulator.crypto.MacAlgorithm;
import io.strongroom.kms.emulator.crypto.MaterialId;
import io.strongroom.kms.emulator.crypto.SigningAlgorithm;
import io.strongroom.kms.emulator.crypto.WrappedMaterial;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Signatures and authentication codes. Thread-safe. Asks nobody for permission: callers have
 * checked who, state, usage and algorithm.
 */
@ApplicationScoped
public class Signatures {

  private final KeyStore keys;
  private final KeyPairVault vault;

  Signatures(KeyStore keys, KeyPairVault vault) {
    this.keys = keys;
    this.vault = vault;
  }

  /** Signs a digest, on a worker. */
  public Uni<byte[]> sign(KmsKey key, SigningAlgorithm algorithm, byte[] digest) {
    return material(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(material -> vault.sign(key.arn().toString(), material, algorithm, digest));
  }

  /** Whether a signature over a digest is right, found on a worker. */
  public Uni<Boolean> verify(
      KmsKey key, SigningAlgorithm algorithm, byte[] digest, byte[] signature) {
    return publicKey(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(encoded -> KeyPairVault.verify(encoded, algorithm, digest, signature));
  }

  /** The public key, X.509 SubjectPublicKeyInfo. */
  public Uni<byte[]> publicKey(KmsKey key) {
    return material(key).map(material -> vault.publicKey(key.arn().toString(), material));
  }

  /** HMAC of a message. */
  public Uni<byte[]> mac(KmsKey key, MacAlgorithm algorithm, byte[] message) {
    return material(key)
        .map(material -> vault.mac(key.arn().toString(), material, algorithm, message));
  }

  private Uni<WrappedMaterial> material(KmsKey key) {
    MaterialId current = key.currentMaterial().orElseThrow(() -> KmsRefusal.invalidState(key));
    return keys.findMaterial(current, key.arn().scope().region())
        .map(
            found ->
                found
                    .orElseThrow(() -> new IllegalStateException("no material " + current))
                    .wrapped());
  }
}
