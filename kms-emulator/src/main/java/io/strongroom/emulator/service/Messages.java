package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.CiphertextBlob;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Seals and opens messages under symmetric keys. Thread-safe. Asks nobody for permission: callers
 * have checked who, state and usage.
 */
@ApplicationScoped
public class Messages {

  private final KeyStore keys;
  private final RootWork roots;

  Messages(KeyStore keys, RootWork roots) {
    this.keys = keys;
    this.roots = roots;
  }

  /** A blob together with the key that its header names; the header is not authenticated yet. */
  public record Addressed(CiphertextBlob blob, KmsKey key, StoredMaterial material) {}

  /** Seals under the key's current material. The caller keeps and closes {@code plaintext}. */
  public Uni<CiphertextBlob> seal(KmsKey key, SecretBytes plaintext, Map<String, String> context) {
    MaterialId current = key.currentMaterial().orElseThrow(() -> KmsRefusal.invalidState(key));
    return keys.findMaterial(current, key.arn().scope().region())
        .chain(
            found ->
                roots.atHand(
                    found.orElseThrow(() -> new IllegalStateException("no material " + current))))
        .map(
            material ->
                roots
                    .vault()
                    .seal(
                        key.arn().toString(),
                        key.type().spec().suite(),
                        material.wrapped(),
                        plaintext,
                        context));
  }

  /**
   * Finds the key that sealed {@code ciphertext}; empty when it is not known in {@code region}.
   * Fails with {@code INVALID_CIPHERTEXT} when it is no blob at all, or one with a damaged header.
   */
  public Uni<Optional<Addressed>> address(byte[] ciphertext, Region region) {
    CiphertextBlob blob =
        CiphertextBlob.parse(ciphertext)
            .orElseThrow(() -> KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT));
    return keys.findMaterial(blob.materialId(), region)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(() -> unknown(blob))
                    : keys.find(found.get().owner())
                        .map(key -> key.map(k -> new Addressed(blob, k, found.get()))));
  }

  private static Optional<Addressed> unknown(CiphertextBlob blob) {
    if (!blob.materialId().isGenuine()) {
      throw KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT);
    }
    return Optional.empty();
  }

  /** Opens; the caller owns and closes the result. Fails with {@code INVALID_CIPHERTEXT}. */
  public Uni<SecretBytes> open(Addressed message, Map<String, String> context) {
    return roots
        .atHand(message.material())
        .map(
            material ->
                roots
                    .vault()
                    .open(
                        message.key().arn().toString(),
                        material.wrapped(),
                        message.blob(),
                        context))
        .onFailure(CiphertextRejected.class)
        .transform(rejected -> KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT));
  }
}
