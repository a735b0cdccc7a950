package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The names in the caller's scope, or those of one key. Thread-safe. */
@ApplicationScoped
public class ListAliases {

  private final Keys keys;
  private final AliasStore aliases;

  ListAliases(Keys keys, AliasStore aliases) {
    this.keys = keys;
    this.aliases = aliases;
  }

  /**
   * Which names.
   *
   * @param key whose names; empty for everybody's
   * @param after the last name shown before; empty for the first page
   * @param limit most names to give
   */
  public record Command(Optional<KeyReference> key, String after, int limit) {}

  /** The names in their order. Names of another account's key need the permission on it. */
  public Uni<List<Alias>> execute(Call call, Command command) {
    return command
        .key()
        .map(name -> ofKey(call, name, command))
        .orElseGet(() -> ofScope(call, command));
  }

  private Uni<List<Alias>> ofKey(Call call, KeyReference name, Command command) {
    return keys.find(call, name)
        .call(
            key ->
                key.arn().scope().equals(call.scope())
                    ? Uni.createFrom().voidItem()
                    : keys.require(call, call.access(KeyUse.of("kms:ListAliases"), key)))
        .chain(
            key ->
                aliases.list(
                    key.arn().scope(), Optional.of(key.arn()), command.after(), command.limit()));
  }

  private Uni<List<Alias>> ofScope(Call call, Command command) {
    return call.naming()
        .visible(call)
        .chain(
            visible ->
                aliases
                    .list(
                        call.scope(),
                        Optional.empty(),
                        command.after(),
                        visible.isEmpty() ? command.limit() : Integer.MAX_VALUE)
                    .map(
                        all ->
                            all.stream()
                                .filter(
                                    alias -> visible.map(v -> v.test(alias.target())).orElse(true))
                                .limit(command.limit())
                                .toList()));
  }
}
