package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Describes a key in other words. Thread-safe. */
@ApplicationScoped
public class UpdateKeyDescription {

  private final ChangeKey change;

  UpdateKeyDescription(ChangeKey change) {
    this.change = change;
  }

  /** Which key, and the words. */
  public record Command(Target target, String description) {}

  /** Fails with {@code INVALID_STATE} while deletion is pending. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return change.apply(
        call,
        command.target(),
        "kms:UpdateKeyDescription",
        current -> {
          KeyStateTable.requireNotPendingDeletion(current);
          return current.describedAs(command.description());
        });
  }
}
