package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Points an alias to another key. Whoever does needs the permission on both keys. Thread-safe.
 *
 * <p>Source: AWS KMS API reference, "UpdateAlias".
 */
@ApplicationScoped
public class UpdateAlias {

  private static final KeyUse USE = KeyUse.of("kms:UpdateAlias");

  private final Keys keys;
  private final AliasTargets targets;
  private final AliasStore aliases;

  UpdateAlias(Keys keys, AliasTargets targets, AliasStore aliases) {
    this.keys = keys;
    this.targets = targets;
    this.aliases = aliases;
  }

  /** The name, and what it is to mean. */
  public record Command(AliasName name, KeyReference target) {}

  /** Fails with {@code NOT_FOUND} when there is no such alias. */
  public Uni<Alias> execute(Call call, Command command) {
    return keys.changeable(call, command.target(), USE)
        .call(() -> targets.require(call, command.name(), USE))
        .chain(key -> aliases.retarget(call.scope(), command.name(), key.arn()))
        .chain(() -> aliases.find(call.scope(), command.name()))
        .map(Optional::orElseThrow);
  }
}
