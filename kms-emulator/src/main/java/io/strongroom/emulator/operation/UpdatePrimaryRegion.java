package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.service.Families;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes a replica the primary key of its family. Thread-safe. */
@ApplicationScoped
public class UpdatePrimaryRegion {

  private final Keys keys;
  private final Families families;

  UpdatePrimaryRegion(Keys keys, Families families) {
    this.keys = keys;
    this.families = families;
  }

  /** Which key, and where the primary is to be. */
  public record Command(KeyReference key, Region region) {}

  /** Fails with {@code VALIDATION} when the key has no replica there. */
  public Uni<Void> execute(Call call, Command command) {
    return keys.changeable(call, command.key(), KeyUse.of("kms:UpdatePrimaryRegion"))
        .chain(key -> families.movePrimary(key, command.region()));
  }
}
