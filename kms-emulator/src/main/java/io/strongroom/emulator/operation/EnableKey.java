package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings a disabled key back into use. Thread-safe. */
@ApplicationScoped
public class EnableKey {

  private final ChangeKey change;

  EnableKey(ChangeKey change) {
    this.change = change;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** Fails with {@code INVALID_STATE} when the key cannot be enabled. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return change.apply(call, command.target(), "kms:EnableKey", KeyStateTable::enable);
  }
}
