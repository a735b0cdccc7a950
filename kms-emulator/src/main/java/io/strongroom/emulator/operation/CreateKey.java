package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.KeyFactory;
import io.strongroom.emulator.service.NewKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes a key, with a name where the API gives one at once. Thread-safe. */
@ApplicationScoped
public class CreateKey {

  private final KeyFactory factory;

  CreateKey(KeyFactory factory) {
    this.factory = factory;
  }

  /**
   * A key to be made.
   *
   * @param home its name and project; empty in the API that has neither
   */
  public record Command(NewKey wanted, Optional<Home> home) {}

  /** Fails with {@code MALFORMED_POLICY} or {@code ALREADY_EXISTS}. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return command
        .home()
        .map(home -> factory.createNamed(call.scope(), home, command.wanted()))
        .orElseGet(() -> factory.create(call.caller(), call.scope(), command.wanted()))
        .invoke(key -> call.trail().touched(key.arn()));
  }
}
