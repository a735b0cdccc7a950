package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Takes names away; the keys stay. Thread-safe. */
@ApplicationScoped
public class DeleteAliases {

  private static final KeyUse USE = KeyUse.of("kms:DeleteAlias");
  private static final int MAX_PER_KEY = 50;

  private final Keys keys;
  private final AliasTargets targets;
  private final AliasStore aliases;

  DeleteAliases(Keys keys, AliasTargets targets, AliasStore aliases) {
    this.keys = keys;
    this.targets = targets;
    this.aliases = aliases;
  }

  /** Which names. */
  public sealed interface Command {

    /** One name, of whatever key. */
    record One(AliasName name) implements Command {}

    /** Names of one key, each of which it has to have. */
    record OfKey(KeyReference key, Set<AliasName> names) implements Command {
      public OfKey {
        names = Set.copyOf(names);
      }
    }
  }

  /** Fails with {@code NOT_FOUND} when there is no such alias; then none is deleted. */
  public Uni<Void> execute(Call call, Command command) {
    return switch (command) {
      case Command.One(AliasName name) ->
          targets.require(call, name, USE).chain(() -> aliases.delete(call.scope(), name));
      case Command.OfKey(KeyReference key, Set<AliasName> names) ->
          keys.changeable(call, key, USE)
              .call(found -> requireAll(found, names))
              .chain(found -> delete(found.arn().scope(), names));
    };
  }

  private Uni<Void> requireAll(KmsKey key, Set<AliasName> names) {
    return aliases
        .list(key.arn().scope(), Optional.of(key.arn()), "", MAX_PER_KEY)
        .invoke(
            found -> {
              Set<AliasName> missing = new HashSet<>(names);
              found.forEach(alias -> missing.remove(alias.name()));
              missing.stream()
                  .findFirst()
                  .ifPresent(
                      name -> {
                        throw KmsRefusal.noSuchAlias(name.arn(key.arn().scope()));
                      });
            })
        .replaceWithVoid();
  }

  private Uni<Void> delete(Scope scope, Set<AliasName> names) {
    return Multi.createFrom()
        .iterable(names)
        .onItem()
        .transformToUniAndConcatenate(name -> aliases.delete(scope, name))
        .collect()
        .last();
  }
}
