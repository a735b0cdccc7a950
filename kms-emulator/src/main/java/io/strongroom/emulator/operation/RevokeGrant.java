package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.store.GrantStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a grant back, as the key's administrator does. Thread-safe. */
@ApplicationScoped
public class RevokeGrant {

  private final Keys keys;
  private final GrantsOfKeys grants;
  private final GrantStore store;

  RevokeGrant(Keys keys, GrantsOfKeys grants, GrantStore store) {
    this.keys = keys;
    this.grants = grants;
    this.store = store;
  }

  /** Which grant. */
  public record Command(KeyReference key, String grantId, boolean dryRun) {}

  public Uni<Void> execute(Call call, Command command) {
    return keys.changeable(call, command.key(), KeyUse.of("kms:RevokeGrant"))
        .chain(key -> grants.get(key, command.grantId()))
        .invoke(() -> DryRun.stop(command.dryRun()))
        .chain(grant -> store.delete(grant.id()));
  }
}
