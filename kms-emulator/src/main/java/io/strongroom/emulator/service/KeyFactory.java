package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.KeyPairVault;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.crypto.MaterialVault;
import io.strongroom.emulator.crypto.WrappedMaterial;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsKey.KeyType;
import io.strongroom.emulator.key.KmsKey.Life;
import io.strongroom.emulator.key.KmsKey.Rotation;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.policy.KeyPolicies;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Makes keys: on request, and the services' default keys at their first use. Thread-safe. */
@ApplicationScoped
public class KeyFactory {

  private static final int DEFAULT_KEY_ROTATION_IN_DAYS = 365;

  private final KeyStore keys;
  private final AliasStore aliases;
  private final PolicyQuestions policies;
  private final RootWork roots;
  private final KmsClock clock;

  KeyFactory(
      KeyStore keys, AliasStore aliases, PolicyQuestions policies, RootWork roots, KmsClock clock) {
    this.keys = keys;
    this.aliases = aliases;
    this.policies = policies;
    this.roots = roots;
    this.clock = clock;
  }

  /** Makes a key of the caller's; fails with {@code MALFORMED_POLICY}. */
  public Uni<KmsKey> create(KmsCaller caller, Scope scope, NewKey wanted) {
    KeyArn arn = new KeyArn(scope, newKeyId(wanted.type().multiRegion()));
    wanted
        .policy()
        .ifPresent(text -> policies.requireAcceptable(text, caller, arn, wanted.mayLockOut()));
    if (wanted.type().origin() == KeyOrigin.EXTERNAL) {
      return keys.create(awaiting(arn, wanted), Optional.empty(), wanted.tags());
    }
    return material(arn, wanted.type().spec())
        .chain(
            material ->
                keys.create(
                    key(arn, wanted, material, Rotation.OFF),
                    Optional.of(material),
                    wanted.tags()));
  }

  /**
   * Makes a key of a given id, for seeds.
   *
   * @param secret its material, closed here; empty for random material. The material's id then
   *     depends on the key alone, so that messages outlive a database made anew.
   */
  public Uni<KmsKey> createGiven(KeyArn arn, NewKey wanted, Optional<SecretBytes> secret) {
    wanted.policy().ifPresent(KeyPolicies::parse);
    return secret
        .map(known -> roots.run(() -> given(arn, known)))
        .orElseGet(() -> material(arn, wanted.type().spec()))
        .chain(
            material ->
                keys.create(
                    key(arn, wanted, material, Rotation.OFF),
                    Optional.of(material),
                    wanted.tags()));
  }

  private StoredMaterial given(KeyArn arn, SecretBytes secret) {
    try (secret) {
      WrappedMaterial wrapped =
          roots.vault().wrap(arn.toString(), MaterialId.ofName(arn.toString()), secret);
      return new StoredMaterial(arn, wrapped, clock.instant(), Optional.empty(), Optional.empty());
    }
  }

  // Key pairs take long enough to block an event loop.
  private static Executor executor(KeySpec spec) {
    return spec.use() instanceof KeySpec.Use.Pairs
        ? Infrastructure.getDefaultWorkerPool()
        : Runnable::run;
  }

  /** Makes a key with its name and project, all or nothing; fails with {@code ALREADY_EXISTS}. */
  public Uni<KmsKey> createNamed(Scope scope, Home home, NewKey wanted) {
    KeyArn arn = new KeyArn(scope, newKeyId(false));
    if (wanted.type().origin() == KeyOrigin.EXTERNAL) {
      return createNamed(home, awaiting(arn, wanted), Optional.empty());
    }
    return material(arn, wanted.type().spec())
        .chain(
            material ->
                createNamed(home, key(arn, wanted, material, Rotation.OFF), Optional.of(material)));
  }

  private Uni<KmsKey> createNamed(Home home, KmsKey key, Optional<StoredMaterial> material) {
    Alias alias =
        new Alias(key.arn().scope(), home.name(), key.arn(), key.created(), key.created());
    return aliases
        .createWithKey(alias, key, material, home.project())
        .map(
            named -> {
              if (!named.equals(key.arn())) {
                throw KmsRefusal.of(
                    KmsError.ALREADY_EXISTS,
                    "An alias with the name " + alias.arn() + " already exists");
              }
              return key;
            });
  }

  /** Makes a service's default key under its reserved alias, or finds the one made meanwhile. */
  Uni<KeyArn> createDefaultKey(Scope scope, AliasName name) {
    return createDefaultKey(new KeyArn(scope, newKeyId(false)), name, false);
  }

  /**
   * Makes a default key that the other regions of the account will have replicas of. Fails with
   * {@code ALREADY_EXISTS} when another region has it by now.
   */
  Uni<KeyArn> createSharedDefaultKey(Scope scope, AliasName name) {
    return createDefaultKey(DefaultMasterKeys.shared(scope, name), name, true);
  }

  private Uni<KeyArn> createDefaultKey(KeyArn arn, AliasName name, boolean multiRegion) {
    // AWS: its default keys are of Chinese cryptography in the China regions. Huawei's are not.
    boolean chinese = arn.scope().isChina() && name.isReserved();
    KeySpec spec = chinese ? KeySpec.SM4 : KeySpec.SYMMETRIC_DEFAULT;
    KeyType type =
        new KeyType(spec, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.AWS_KMS, KeyManager.AWS, multiRegion);
    NewKey wanted =
        new NewKey(type, DefaultMasterKeys.description(name), Optional.empty(), false, Map.of());
    Instant now = clock.instant();
    Rotation yearly =
        new Rotation(
            Optional.of(DEFAULT_KEY_ROTATION_IN_DAYS),
            Optional.of(now.plus(Duration.ofDays(DEFAULT_KEY_ROTATION_IN_DAYS))));
    return material(arn, spec)
        .chain(
            material ->
                aliases.createWithKey(
                    new Alias(arn.scope(), name, arn, now, now),
                    key(arn, wanted, material, yearly),
                    Optional.of(material),
                    Optional.empty()));
  }

  /** New material for a key, not yet stored. */
  Uni<StoredMaterial> material(KeyArn arn, KeySpec spec) {
    return roots.run(() -> make(arn, spec), executor(spec));
  }

  private StoredMaterial make(KeyArn arn, KeySpec spec) {
    MaterialVault vault = roots.vault();
    String owner = arn.toString();
    WrappedMaterial wrapped =
        switch (spec.use()) {
          case KeySpec.Use.Messages(var suite) -> vault.create(owner, suite.materialSizeInBytes());
          case KeySpec.Use.Macs(var algorithm) -> vault.create(owner, algorithm.keySizeInBytes());
          case KeySpec.Use.Pairs(var kind) -> new KeyPairVault(vault).create(owner, kind);
        };
    return new StoredMaterial(arn, wrapped, clock.instant(), Optional.empty(), Optional.empty());
  }

  private KmsKey key(KeyArn arn, NewKey wanted, StoredMaterial material, Rotation rotation) {
    return new KmsKey(
        arn,
        wanted.type(),
        Life.of(KeyState.ENABLED),
        clock.instant(),
        wanted.description(),
        KmsKey.InUse.of(material.wrapped().id()),
        wanted.policy(),
        rotation);
  }

  /** A key without material, to be imported. */
  private KmsKey awaiting(KeyArn arn, NewKey wanted) {
    return new KmsKey(
        arn,
        wanted.type(),
        Life.of(KeyState.PENDING_IMPORT),
        clock.instant(),
        wanted.description(),
        KmsKey.InUse.NONE,
        wanted.policy(),
        Rotation.OFF);
  }

  private static String newKeyId(boolean multiRegion) {
    String uuid = UUID.randomUUID().toString();
    return multiRegion ? "mrk-" + uuid.replace("-", "") : uuid;
  }
}
