package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Imports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes imported material away; the key waits for the same again. Thread-safe. */
@ApplicationScoped
public class DeleteImportedKeyMaterial {

  private final Keys keys;
  private final Imports imports;

  DeleteImportedKeyMaterial(Keys keys, Imports imports) {
    this.keys = keys;
    this.imports = imports;
  }

  /**
   * Which material.
   *
   * @param material empty for the current one
   */
  public record Command(Target target, Optional<MaterialId> material) {}

  /** The key, and the name of what is gone; empty when nothing was there. */
  public record Result(KmsKey key, Optional<MaterialId> material) {}

  /** Fails with {@code NOT_FOUND} when the key has no such material. */
  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:DeleteImportedKeyMaterial").demanding(command.target().before());
    return keys.changeable(call, command.target().key(), use)
        .chain(key -> imports.delete(key, command.material()).map(gone -> new Result(key, gone)));
  }
}
