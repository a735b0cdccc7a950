package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.service.GrantTokens;
import io.strongroom.emulator.service.Grants;
import io.strongroom.emulator.store.GrantStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a grant back, as who got it does. Thread-safe. */
@ApplicationScoped
public class RetireGrant {

  private static final KeyUse USE = KeyUse.of("kms:RetireGrant");

  private final Keys keys;
  private final GrantsOfKeys named;
  private final Grants grants;
  private final GrantTokens tokens;
  private final GrantStore store;

  RetireGrant(Keys keys, GrantsOfKeys named, Grants grants, GrantTokens tokens, GrantStore store) {
    this.keys = keys;
    this.named = named;
    this.grants = grants;
    this.tokens = tokens;
    this.store = store;
  }

  /** Which grant. */
  public sealed interface Target {

    /** The one that a token is of. */
    record Token(String token) implements Target {}

    /** One of a key. */
    record Named(KeyReference key, String grantId) implements Target {}
  }

  /** Which grant. */
  public record Command(Target target, boolean dryRun) {}

  public Uni<Void> execute(Call call, Command command) {
    return find(call, command.target())
        .call(grant -> requireMayRetire(call, grant))
        .invoke(() -> DryRun.stop(command.dryRun()))
        .chain(grant -> store.delete(grant.id()));
  }

  private Uni<Grant> find(Call call, Target target) {
    return switch (target) {
      case Target.Token(String token) -> tokens.grantId(token).chain(grants::get);
      case Target.Named(KeyReference key, String id) ->
          keys.find(call, key).chain(found -> named.get(found, id));
    };
  }

  private Uni<Void> requireMayRetire(Call call, Grant grant) {
    return keys.known(grant.key())
        .chain(key -> grants.requireMayRetire(call.access(USE, key), grant));
  }
}
