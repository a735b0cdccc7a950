package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.emulator.crypto.KeyPairVault;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.key.KmsKey;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Signatures and authentication codes. Thread-safe. Asks nobody for permission: callers have
 * checked who, state, usage and algorithm.
 */
@ApplicationScoped
public class Signatures {

  private final KeyPairs pairs;
  private final KeyPairVault vault;

  Signatures(KeyPairs pairs, KeyPairVault vault) {
    this.pairs = pairs;
    this.vault = vault;
  }

  /** What is signed: a message, or a digest that the caller made. */
  public static final class Content {

    private final SigningAlgorithm algorithm;
    private final SigningAlgorithm.Form form;
    private final byte[] bytes;

    /** Takes over {@code bytes}. */
    public Content(SigningAlgorithm algorithm, SigningAlgorithm.Form form, byte[] bytes) {
      this.algorithm = algorithm;
      this.form = form;
      this.bytes = bytes;
    }
  }

  /** Signs, on a worker. */
  public Uni<byte[]> sign(KmsKey key, Content content) {
    return pairs
        .material(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            material ->
                vault.sign(
                    key.arn().toString(),
                    material,
                    content.algorithm,
                    content.form,
                    content.bytes));
  }

  /** Whether a signature is right, found on a worker. */
  public Uni<Boolean> verify(KmsKey key, Content content, byte[] signature) {
    return pairs
        .publicKey(key)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            encoded ->
                KeyPairVault.verify(
                    encoded, content.algorithm, content.form, content.bytes, signature));
  }

  /** HMAC of a message. */
  public Uni<byte[]> mac(KmsKey key, MacAlgorithm algorithm, byte[] message) {
    return pairs
        .material(key)
        .map(material -> vault.mac(key.arn().toString(), material, algorithm, message));
  }
}
