package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the waiting period; the key comes back disabled, or without material. Thread-safe. */
@ApplicationScoped
public class CancelKeyDeletion {

  private final ChangeKey change;

  CancelKeyDeletion(ChangeKey change) {
    this.change = change;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** Fails with {@code INVALID_STATE} when no deletion is pending. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return change.apply(
        call, command.target(), "kms:CancelKeyDeletion", KeyStateTable::cancelDeletion);
  }
}
