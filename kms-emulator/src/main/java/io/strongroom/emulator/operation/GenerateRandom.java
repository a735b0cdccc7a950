package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import jakarta.enterprise.context.ApplicationScoped;

/** Random bytes. Thread-safe. */
@ApplicationScoped
public class GenerateRandom {

  GenerateRandom() {}

  /** How many. */
  public record Command(int sizeInBytes) {}

  /** The receiver closes the result. */
  public Uni<SecretBytes> execute(Command command) {
    return Uni.createFrom().item(() -> SecretBytes.random(command.sizeInBytes()));
  }
}
