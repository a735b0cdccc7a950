package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.DeletionWarnings;
import io.strongroom.emulator.service.KeyDeletions;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins a key's waiting period, at whose end it is deleted. Thread-safe. */
@ApplicationScoped
public class ScheduleKeyDeletion {

  private final Keys keys;
  private final KeyDeletions deletions;
  private final DeletionWarnings warnings;

  ScheduleKeyDeletion(Keys keys, KeyDeletions deletions, DeletionWarnings warnings) {
    this.keys = keys;
    this.deletions = deletions;
    this.warnings = warnings;
  }

  /**
   * Which key.
   *
   * @param days of the waiting period, within the API's bounds
   */
  public record Command(Target target, int days) {}

  /** Fails with {@code INVALID_STATE} when a deletion is pending already. */
  public Uni<KmsKey> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:ScheduleKeyDeletion").demanding(command.target().before());
    return keys.changeable(call, command.target().key(), use)
        .chain(key -> deletions.schedule(key, command.days()))
        .invoke(key -> warnings.scheduled(key.arn()));
  }
}
