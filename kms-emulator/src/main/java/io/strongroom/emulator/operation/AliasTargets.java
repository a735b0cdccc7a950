package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;

/** The keys that aliases mean now. Thread-safe. */
@ApplicationScoped
class AliasTargets {

  private final Keys keys;
  private final KeyStore store;
  private final AliasStore aliases;

  AliasTargets(Keys keys, KeyStore store, AliasStore aliases) {
    this.keys = keys;
    this.store = store;
    this.aliases = aliases;
  }

  /** Demands an alias of the call's scope, and the permission on the key that has it. */
  Uni<Void> require(Call call, AliasName name, KeyUse use) {
    return aliases
        .find(call.scope(), name)
        .map(found -> found.orElseThrow(() -> KmsRefusal.noSuchAlias(name.arn(call.scope()))))
        .chain(alias -> store.get(alias.target()))
        .call(key -> call.naming().requireVisible(call, key))
        .call(key -> keys.require(call, call.access(use, key)))
        .replaceWithVoid();
  }
}
