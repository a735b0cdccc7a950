package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Rotations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Switches automatic rotation on, or changes its period. Thread-safe. */
@ApplicationScoped
public class EnableKeyRotation {

  private final Keys keys;
  private final Rotations rotations;

  EnableKeyRotation(Keys keys, Rotations rotations) {
    this.keys = keys;
    this.rotations = rotations;
  }

  /**
   * Which key.
   *
   * @param periodInDays empty to keep the present one
   */
  public record Command(Target target, Optional<Integer> periodInDays) {}

  /** Fails with {@code UNSUPPORTED_OPERATION} for keys that do not rotate by themselves. */
  public Uni<KmsKey> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:EnableKeyRotation").demanding(command.target().before());
    return keys.changeable(call, command.target().key(), use)
        .chain(key -> rotations.enable(key, command.periodInDays()));
  }
}
