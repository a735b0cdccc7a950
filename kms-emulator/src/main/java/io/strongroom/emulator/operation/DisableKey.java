package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a key out of use. Thread-safe. */
@ApplicationScoped
public class DisableKey {

  private final ChangeKey change;

  DisableKey(ChangeKey change) {
    this.change = change;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** Fails with {@code INVALID_STATE} when the key cannot be disabled. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return change.apply(call, command.target(), "kms:DisableKey", KeyStateTable::disable);
  }
}
