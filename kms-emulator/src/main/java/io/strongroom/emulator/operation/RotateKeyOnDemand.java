package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Rotations;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a key new material now. Thread-safe. */
@ApplicationScoped
public class RotateKeyOnDemand {

  private final Keys keys;
  private final Rotations rotations;

  RotateKeyOnDemand(Keys keys, Rotations rotations) {
    this.keys = keys;
    this.rotations = rotations;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** Fails with {@code LIMIT_EXCEEDED} when it was done too often. */
  public Uni<KmsKey> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:RotateKeyOnDemand").demanding(command.target().before());
    return keys.changeable(call, command.target().key(), use).chain(rotations::onDemand);
  }
}
