package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Families;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows how a key rotates by itself; a replica does as its primary. Thread-safe. */
@ApplicationScoped
public class GetKeyRotationStatus {

  private final Keys keys;
  private final KeyStore store;
  private final Families families;

  GetKeyRotationStatus(Keys keys, KeyStore store, Families families) {
    this.keys = keys;
    this.store = store;
    this.families = families;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** The key, and the one whose rotation counts. */
  public record Result(KmsKey key, KmsKey primary) {}

  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:GetKeyRotationStatus").demanding(command.target().before());
    return keys.get(call, command.target().key(), use)
        .chain(
            key ->
                families
                    .of(key)
                    .chain(family -> store.find(family.primary()))
                    .map(primary -> new Result(key, primary.orElse(key))));
  }
}
