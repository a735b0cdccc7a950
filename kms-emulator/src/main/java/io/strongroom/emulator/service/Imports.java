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
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.ImportStore;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import io.strongroom.emulator.store.StoredMaterial.Imported;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /** Whether material is the key's already. */
  public enum Kind {
    /** Its next generation, brought into use by a rotation; or its first. */
    NEW,
    /** One that it had before. */
    EXISTING
  }

  /**
   * What a client says of its material.
   *
   * @param material its name, if it has to be a known one
   * @param kind empty for the first when the key has none, else for a known one
   * @param description the client's words
   * @param expires empty for never
   */
  public record Terms(
      Optional<MaterialId> material,
      Optional<Kind> kind,
      String description,
      Optional<Instant> expires) {}

  /** What a client sends in. */
  public static final class Delivery {

    private final byte[] token;
    private final byte[] wrapped;
    private final Terms terms;

    /** Takes over the arrays. */
    public Delivery(byte[] token, byte[] wrapped, Terms terms) {
      this.token = token;
      this.wrapped = wrapped;
      this.terms = terms;
    }
  }

  /** Makes a wrapping key for material of {@code key}, on a worker. */
  public Uni<Offer> offer(KmsKey key, WrappingAlgorithm algorithm, KeyPairKind kind) {
    KeyStateTable.requireImportable(key);
    KeyStateTable.requireNotPendingDeletion(key);
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
    KeyStateTable.requireImportable(key);
    KeyStateTable.requireNotPendingDeletion(key);
    return keys.materialsOf(key.arn())
        .chain(
            known ->
                roots
                    .run(() -> stored(key, known, delivery), Infrastructure.getDefaultWorkerPool())
                    .chain(fresh -> store.put(fresh, known)))
        .map(stored -> stored.wrapped().id());
  }

  private StoredMaterial stored(KmsKey key, List<StoredMaterial> known, Delivery delivery) {
    Kind kind = delivery.terms.kind().orElse(known.isEmpty() ? Kind.NEW : Kind.EXISTING);
    requireRoom(key, known, kind);
    try (SecretBytes material = unwrap(key, delivery)) {
      Optional<StoredMaterial> same = same(key, known, material);
      return switch (kind) {
        case NEW -> generation(key, material, known, same, delivery.terms);
        case EXISTING -> again(key, material, same, delivery.terms);
      };
    }
  }

  private static void requireRoom(KmsKey key, List<StoredMaterial> known, Kind kind) {
    if (kind == Kind.EXISTING || known.isEmpty()) {
      return;
    }
    if (!key.type().spec().isSymmetricEncryption()) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION,
          "Only symmetric encryption keys take new key material after the first.");
    }
    if (known.stream().anyMatch(StoredMaterial::isPending)) {
      throw KmsRefusal.of(
          KmsError.INVALID_STATE,
          key.arn() + " has key material that is pending rotation already.");
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

  private Optional<StoredMaterial> same(
      KmsKey key, List<StoredMaterial> known, SecretBytes material) {
    String owner = key.arn().toString();
    return known.stream()
        .filter(
            one ->
                one.imported()
                    .map(imported -> vault.matches(owner, imported.fingerprint(), material))
                    .orElse(false))
        .findFirst();
  }

  // Material that the key knows cannot be its next, and what it does not know has no name.
  private StoredMaterial generation(
      KmsKey key,
      SecretBytes material,
      List<StoredMaterial> known,
      Optional<StoredMaterial> same,
      Terms terms) {
    if (same.isPresent() || terms.material().isPresent()) {
      throw KmsRefusal.silent(KmsError.INCORRECT_KEY_MATERIAL);
    }
    Optional<String> type =
        known.isEmpty() ? Optional.empty() : Optional.of(StoredMaterial.PENDING);
    return new StoredMaterial(
        key.arn(),
        roots.vault().wrap(key.arn().toString(), MaterialId.random(), material),
        clock.instant(),
        type,
        Optional.of(imported(key, material, terms)));
  }

  // The material's name stays with it, so what was encrypted before its deletion opens again.
  private StoredMaterial again(
      KmsKey key, SecretBytes material, Optional<StoredMaterial> same, Terms terms) {
    StoredMaterial known =
        same.filter(one -> terms.material().map(one.wrapped().id()::equals).orElse(true))
            .orElseThrow(() -> KmsRefusal.silent(KmsError.INCORRECT_KEY_MATERIAL));
    return new StoredMaterial(
        key.arn(),
        roots.vault().wrap(key.arn().toString(), known.wrapped().id(), material),
        known.created(),
        known.rotationType(),
        Optional.of(imported(key, material, terms)));
  }

  private Imported imported(KmsKey key, SecretBytes material, Terms terms) {
    return new Imported(
        vault.fingerprint(key.arn().toString(), material), terms.description(), terms.expires());
  }

  /**
   * Takes material away; the key waits for the same again. Fails with {@code NOT_FOUND} when it has
   * no such material.
   *
   * @param material empty for the current one
   * @return what is gone; empty when nothing was there
   */
  public Uni<Optional<MaterialId>> delete(KmsKey key, Optional<MaterialId> material) {
    KeyStateTable.requireImportable(key);
    return store.delete(key.arn(), material);
  }
}
