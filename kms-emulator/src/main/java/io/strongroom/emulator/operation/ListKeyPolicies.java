package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The names of a key's policies. Thread-safe. */
@ApplicationScoped
public class ListKeyPolicies {

  private final Keys keys;

  ListKeyPolicies(Keys keys) {
    this.keys = keys;
  }

  /** Which key. */
  public record Command(KeyReference key) {}

  public Uni<List<PolicyName>> execute(Call call, Command command) {
    return keys.get(call, command.key(), KeyUse.of("kms:ListKeyPolicies"))
        .map(key -> List.of(PolicyName.DEFAULT));
  }
}
