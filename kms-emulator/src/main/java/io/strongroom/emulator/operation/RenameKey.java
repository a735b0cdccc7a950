package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives a key another first name. The oldest of a key's aliases is the one that an API with one
 * name per key shows. Thread-safe.
 */
@ApplicationScoped
public class RenameKey {

  private final Keys keys;
  private final FirstNames names;
  private final AliasStore aliases;
  private final KmsClock clock;

  RenameKey(Keys keys, FirstNames names, AliasStore aliases, KmsClock clock) {
    this.keys = keys;
    this.names = names;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** Which key, and its new name. */
  public record Command(KeyReference key, AliasName name) {}

  /** Fails with {@code ALREADY_EXISTS}; then the key keeps its name. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return keys.changeable(call, command.key(), KeyUse.of("kms:UpdateAlias"))
        .call(key -> names.of(key).chain(old -> rename(key, old, command.name())));
  }

  // The new name first: if it is taken, the key keeps the old one. It inherits the age, by which
  // it is the one that the key is shown with.
  private Uni<Void> rename(KmsKey key, Optional<Alias> old, AliasName name) {
    Instant now = clock.instant();
    Instant since = old.map(Alias::created).orElse(now);
    Uni<Void> created = aliases.create(new Alias(key.arn().scope(), name, key.arn(), since, now));
    return old.map(alias -> created.chain(() -> aliases.delete(key.arn().scope(), alias.name())))
        .orElse(created);
  }
}
