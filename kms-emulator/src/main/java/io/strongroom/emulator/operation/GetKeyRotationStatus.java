package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Families;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows how a key rotates by itself; a replica does as its primary. Thread-safe. */
@ApplicationScoped
public class GetKeyRotationStatus {

  private final Keys keys;
  private final KeyStore store;
  private final Families families;

  GetKeyRotationStatus(Keys keys, KeyStore store, Families families) {
    this.keys = keys;
    this.store = store;
    this.families = families;
  }

  /**
   * Which key.
   *
   * @param withMaterials whether to show its generations too
   */
  public record Command(Target target, boolean withMaterials) {}

  /**
   * The key, and the one whose rotation counts.
   *
   * @param materials the key's generations, oldest first; empty when nobody asked for them
   */
  public record Result(KmsKey key, KmsKey primary, List<StoredMaterial> materials) {}

  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:GetKeyRotationStatus").demanding(command.target().before());
    return keys.get(call, command.target().key(), use)
        .chain(
            key ->
                families
                    .of(key)
                    .chain(family -> store.find(family.primary()))
                    .chain(primary -> result(key, primary.orElse(key), command)));
  }

  private Uni<Result> result(KmsKey key, KmsKey primary, Command command) {
    return command.withMaterials()
        ? store.materialsOf(key.arn()).map(found -> new Result(key, primary, found))
        : Uni.createFrom().item(new Result(key, primary, List.of()));
  }
}
