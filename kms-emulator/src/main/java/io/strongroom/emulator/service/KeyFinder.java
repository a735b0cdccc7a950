package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** From what a caller wrote to the key that is meant. Thread-safe. */
@ApplicationScoped
public class KeyFinder {

  private final KeyStore keys;
  private final AliasStore aliases;
  private final DefaultMasterKeys defaults;

  KeyFinder(KeyStore keys, AliasStore aliases, DefaultMasterKeys defaults) {
    this.keys = keys;
    this.aliases = aliases;
    this.defaults = defaults;
  }

  /** The key that a name means in a scope; fails with {@code NOT_FOUND}. */
  public Uni<KmsKey> find(Scope scope, KeyReference name) {
    return Uni.createFrom().deferred(() -> resolve(scope, name));
  }

  private Uni<KmsKey> resolve(Scope scope, KeyReference name) {
    return switch (name) {
      case KeyReference.Id(String id) -> byId(new KeyArn(scope, id));
      case KeyReference.Arn(String _, KeyArn arn) -> {
        requireRegion(scope, arn.scope().region());
        yield keys.get(arn);
      }
      case KeyReference.Named(String _, Optional<Scope> owner, String alias) -> {
        Scope where = owner.orElse(scope);
        requireRegion(scope, where.region());
        yield findAlias(where, alias(where, alias), where.account().equals(scope.account()));
      }
      case KeyReference.Misplaced(String text, Region region) -> {
        requireRegion(scope, region);
        throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid arn " + text);
      }
      case KeyReference.Unreadable(String text) ->
          throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid keyId '" + text + "'");
    };
  }

  private Uni<KmsKey> byId(KeyArn arn) {
    return keys.find(arn)
        .chain(
            found ->
                found
                    .map(key -> Uni.createFrom().item(key))
                    .orElseGet(() -> defaults.bring(arn).chain(() -> keys.get(arn))));
  }

  private static void requireRegion(Scope scope, Region region) {
    if (!region.equals(scope.region())) {
      throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid arn " + region);
    }
  }

  private static AliasName alias(Scope scope, String text) {
    return AliasName.parse(text)
        .orElseThrow(() -> KmsRefusal.noSuchAlias(scope.arnPrefix() + text));
  }

  private Uni<KmsKey> findAlias(Scope scope, AliasName name, boolean mayCreate) {
    return aliases
        .find(scope, name)
        .chain(
            found -> {
              if (found.isPresent()) {
                return Uni.createFrom().item(found.get().target());
              }
              if (mayCreate && DefaultMasterKeys.has(name)) {
                return defaults.of(scope, name);
              }
              throw KmsRefusal.noSuchAlias(name.arn(scope));
            })
        .chain(keys::get);
  }
}
