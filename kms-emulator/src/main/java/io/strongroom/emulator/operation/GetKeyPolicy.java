package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.service.PolicyQuestions;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows a key's policy. Thread-safe. */
@ApplicationScoped
public class GetKeyPolicy {

  private final Keys keys;
  private final PolicyQuestions policies;

  GetKeyPolicy(Keys keys, PolicyQuestions policies) {
    this.keys = keys;
    this.policies = policies;
  }

  /** Which policy. */
  public record Command(KeyReference key, PolicyName name) {}

  /** The policy's text; the default one for a key that has none of its own. */
  public Uni<String> execute(Call call, Command command) {
    return keys.get(call, command.key(), KeyUse.of("kms:GetKeyPolicy"))
        .invoke(command.name()::requireKnown)
        .map(policies::text);
  }
}
