package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.ImportVault;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.crypto.WrappingAlgorithm;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.store.ImportStore;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import io.strongroom.emulator.store.StoredMaterial.Imported;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Key material from outside. Thread-safe. Asks nobody for permission. */
@ApplicationScoped
public class Imports {

  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final ImportStore store;
  private final ImportVault vault;
  private final KeyStore keys;
  private final RootWork roots;
  private final KmsClock clock;

  Imports(ImportStore store, ImportVault vault, KeyStore keys, RootWork roots, KmsClock clock) {
    this.store = store;
    this.vault = vault;
    this.keys = keys;
    this.roots = roots;
    this.clock = clock;
  }

  /** A wrapping key, and until when it is good. */
  public record Offer(ImportVault.Parameters parameters, Instant validTo) {}

  /** What a client sends in. */
  public static final class Delivery {

    private final byte[] token;
    private final byte[] wrapped;
    private final Optional<MaterialId> expected;
    private final String description;
    private final Optional<Instant> expires;

    /**
     * Takes over the arrays.
     *
     * @param expected the name of the material, if this has to be a known one
     */
    public Delivery(
        byte[] token,
        byte[] wrapped,
        Optional<MaterialId> expected,
        String description,
        Optional<Instant> expires) {
      this.token = token;
      this.wrapped = wrapped;
      this.expected = expected;
      this.description = description;
      this.expires = expires;
    }
  }

  /** Makes a wrapping key for material of {@code key}, on a worker. */
  public Uni<Offer> offer(KmsKey key, WrappingAlgorithm algorithm, KeyPairKind kind) {
    Lifecycle.requireImportable(key);
    Lifecycle.requireNotPendingDeletion(key);
    Instant validTo = clock.instant().plus(TOKEN_LIFE);
    return roots
        .run(
            () -> vault.parameters(key.arn().toString(), algorithm, kind, validTo),
            Infrastructure.getDefaultWorkerPool())
        .map(parameters -> new Offer(parameters, validTo));
  }

  /**
   * Takes in material. Fails with {@code INVALID_IMPORT_TOKEN}, {@code EXPIRED_IMPORT_TOKEN},
   * {@code INVALID_CIPHERTEXT} or, for material that is not what the key takes, {@code
   * INCORRECT_KEY_MATERIAL}.
   */
  public Uni<MaterialId> accept(KmsKey key, Delivery delivery) {
    Lifecycle.requireImportable(key);
    Lifecycle.requireNotPendingDeletion(key);
    return keys.materialsOf(key.arn())
        .map(known -> known.stream().findFirst())
        .chain(
            known ->
                roots
                    .run(() -> stored(key, known, delivery), Infrastructure.getDefaultWorkerPool())
                    .chain(
                        fresh ->
                            store.put(
                                fresh,
                                known,
                                current ->
                                    Lifecycle.imported(
                                        current, fresh.wrapped().id(), delivery.expires)))
                    .map(stored -> stored.wrapped().id()));
  }

  private StoredMaterial stored(KmsKey key, Optional<StoredMaterial> known, Delivery delivery) {
    try (SecretBytes material = unwrap(key, delivery)) {
      return stored(key, material, known, delivery);
    }
  }

  private SecretBytes unwrap(KmsKey key, Delivery delivery) {
    try (SecretBytes opened =
        vault.unwrap(key.arn().toString(), delivery.token, delivery.wrapped, clock.instant())) {
      return asMaterial(key.type().spec(), opened);
    } catch (ImportVault.TokenInvalid e) {
      throw KmsRefusal.silent(KmsError.INVALID_IMPORT_TOKEN);
    } catch (ImportVault.TokenExpired e) {
      throw KmsRefusal.silent(KmsError.EXPIRED_IMPORT_TOKEN);
    } catch (CiphertextRejected e) {
      throw KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT);
    }
  }

  private static SecretBytes asMaterial(KeySpec spec, SecretBytes given) {
    return switch (spec.use()) {
      case KeySpec.Use.Messages(var suite) -> ofSize(given, suite.materialSizeInBytes());
      case KeySpec.Use.Macs(var algorithm) -> ofSize(given, algorithm.keySizeInBytes());
      case KeySpec.Use.Pairs(var kind) -> {
        try {
          yield ImportVault.pair(kind, given);
        } catch (CiphertextRejected e) {
          throw KmsRefusal.silent(KmsError.INCORRECT_KEY_MATERIAL);
        }
      }
    };
  }

  private static SecretBytes ofSize(SecretBytes given, int sizeInBytes) {
    if (given.length() != sizeInBytes) {
      throw KmsRefusal.silent(KmsError.INCORRECT_KEY_MATERIAL);
    }
    return given.copy();
  }

  // The material's name stays with it, so what was encrypted before its deletion opens again.
  private StoredMaterial stored(
      KmsKey key, SecretBytes material, Optional<StoredMaterial> known, Delivery delivery) {
    String owner = key.arn().toString();
    MaterialId id = known.map(k -> k.wrapped().id()).orElseGet(MaterialId::random);
    boolean same =
        known
            .flatMap(StoredMaterial::imported)
            .map(imported -> vault.matches(owner, imported.fingerprint(), material))
            .orElse(delivery.expected.isEmpty());
    if (!same || !delivery.expected.map(id::equals).orElse(true)) {
      throw KmsRefusal.silent(KmsError.INCORRECT_KEY_MATERIAL);
    }
    Imported imported =
        new Imported(vault.fingerprint(owner, material), delivery.description, delivery.expires);
    return new StoredMaterial(
        key.arn(),
        roots.vault().wrap(owner, id, material),
        known.map(StoredMaterial::created).orElseGet(clock::instant),
        Optional.empty(),
        Optional.of(imported));
  }

  /** Takes the material away; the key waits for the same again. */
  public Uni<KmsKey> delete(KmsKey key) {
    Lifecycle.requireImportable(key);
    return store.delete(key.arn());
  }
}
