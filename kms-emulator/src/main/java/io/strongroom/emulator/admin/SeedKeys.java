package io.strongroom.emulator.admin;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.RotationRules;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.service.Grants;
import io.strongroom.emulator.service.KeyFactory;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes the keys of a seed that do not exist yet, with their names and grants. Thread-safe. */
@ApplicationScoped
class SeedKeys {

  private final KeyStore keys;
  private final KeyFactory factory;
  private final AliasStore aliases;
  private final Grants grants;
  private final KmsClock clock;

  SeedKeys(KeyStore keys, KeyFactory factory, AliasStore aliases, Grants grants, KmsClock clock) {
    this.keys = keys;
    this.factory = factory;
    this.aliases = aliases;
    this.grants = grants;
    this.clock = clock;
  }

  /** Makes what is missing of a key; one that exists keeps its state, policy and material. */
  Uni<Void> make(SeedKey seed) {
    return keys.find(seed.arn())
        .chain(found -> found.isPresent() ? Uni.createFrom().item(found.get()) : create(seed))
        .call(key -> inOrder(seed.names().aliases(), name -> alias(key, name)))
        .call(key -> inOrder(seed.names().grants(), terms -> grant(key, terms)))
        .replaceWithVoid();
  }

  private Uni<KmsKey> create(SeedKey seed) {
    return factory
        .createGiven(seed.arn(), seed.wanted(), seed.secret())
        .chain(key -> rotation(key, seed))
        // Last of all: a disabled key takes neither rotation nor grants.
        .call(key -> inOrder(seed.names().grants(), terms -> grant(key, terms)))
        .chain(
            key ->
                seed.description().enabled()
                    ? Uni.createFrom().item(key)
                    : keys.change(key.arn(), KeyStateTable::disable));
  }

  private Uni<KmsKey> rotation(KmsKey key, SeedKey seed) {
    return seed.rotationInDays().isEmpty()
        ? Uni.createFrom().item(key)
        : keys.change(
            key.arn(),
            current -> RotationRules.enable(current, seed.rotationInDays(), clock.instant()));
  }

  private Uni<Void> alias(KmsKey key, AliasName name) {
    Scope scope = key.arn().scope();
    Alias wanted = new Alias(scope, name, key.arn(), clock.instant(), clock.instant());
    return aliases
        .find(scope, name)
        .chain(found -> found.isPresent() ? Uni.createFrom().voidItem() : aliases.create(wanted));
  }

  private Uni<Void> grant(KmsKey key, GrantTerms terms) {
    if (!key.state().equals(io.strongroom.emulator.key.KeyState.ENABLED)) {
      return Uni.createFrom().voidItem();
    }
    Scope scope = key.arn().scope();
    KmsCaller owner = KmsCaller.root(scope);
    return grants.create(owner, key, terms).replaceWithVoid();
  }

  static <T> Uni<Void> inOrder(List<T> elements, Function<T, Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(elements)
        .onItem()
        .transformToUniAndConcatenate(element -> step.apply(element).replaceWith(Optional.of(true)))
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
