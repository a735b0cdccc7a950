package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Imports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Takes in material from outside. Thread-safe. */
@ApplicationScoped
public class ImportKeyMaterial {

  private final Keys keys;
  private final Imports imports;

  ImportKeyMaterial(Keys keys, Imports imports) {
    this.keys = keys;
    this.imports = imports;
  }

  /**
   * What is taken in.
   *
   * @param delivery asked for after the permission
   */
  public record Command(Target target, Supplier<Imports.Delivery> delivery) {}

  /** The key, and the name of what it took. */
  public record Result(KmsKey key, MaterialId material) {}

  /** Fails as {@link Imports#accept} does. */
  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:ImportKeyMaterial").demanding(command.target().before());
    return keys.changeable(call, command.target().key(), use)
        .chain(
            key ->
                imports
                    .accept(key, command.delivery().get())
                    .map(material -> new Result(key, material)));
  }
}
