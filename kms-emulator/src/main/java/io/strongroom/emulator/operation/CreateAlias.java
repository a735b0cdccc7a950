package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Names a key. Thread-safe. */
@ApplicationScoped
public class CreateAlias {

  private final Keys keys;
  private final AliasStore aliases;
  private final KmsClock clock;

  CreateAlias(Keys keys, AliasStore aliases, KmsClock clock) {
    this.keys = keys;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** The name, and what it is to mean. */
  public record Command(AliasName name, KeyReference target) {}

  /** Fails with {@code ALREADY_EXISTS}, {@code LIMIT_EXCEEDED} or {@code INVALID_STATE}. */
  public Uni<Alias> execute(Call call, Command command) {
    Instant now = clock.instant();
    return keys.changeable(call, command.target(), KeyUse.of("kms:CreateAlias"))
        .map(key -> new Alias(call.scope(), command.name(), key.arn(), now, now))
        .call(aliases::create);
  }
}
