package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.RotationRules;
import jakarta.enterprise.context.ApplicationScoped;

/** Switches automatic rotation off. Thread-safe. */
@ApplicationScoped
public class DisableKeyRotation {

  private final ChangeKey change;

  DisableKeyRotation(ChangeKey change) {
    this.change = change;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** Fails with {@code UNSUPPORTED_OPERATION} for keys that do not rotate by themselves. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return change.apply(call, command.target(), "kms:DisableKeyRotation", RotationRules::disable);
  }
}
