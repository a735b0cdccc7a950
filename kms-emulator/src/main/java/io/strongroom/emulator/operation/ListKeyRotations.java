package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The generations of a key's material. Thread-safe. */
@ApplicationScoped
public class ListKeyRotations {

  private final Keys keys;
  private final KeyStore store;

  ListKeyRotations(Keys keys, KeyStore store) {
    this.keys = keys;
    this.store = store;
  }

  /** Which key. */
  public record Command(Target target) {}

  /** A key and all its material, oldest first. */
  public record Result(KmsKey key, List<StoredMaterial> materials) {}

  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:ListKeyRotations").demanding(command.target().before());
    return keys.get(call, command.target().key(), use)
        .chain(key -> store.materialsOf(key.arn()).map(found -> new Result(key, found)));
  }
}
