package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.PolicyQuestions;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a key another policy. Thread-safe. */
@ApplicationScoped
public class PutKeyPolicy {

  private final Keys keys;
  private final KeyStore store;
  private final PolicyQuestions policies;

  PutKeyPolicy(Keys keys, KeyStore store, PolicyQuestions policies) {
    this.keys = keys;
    this.store = store;
    this.policies = policies;
  }

  /**
   * Which policy.
   *
   * @param mayLockOut whether one is taken that the caller could not change again
   */
  public record Command(KeyReference key, PolicyName name, String policy, boolean mayLockOut) {}

  /** Fails with {@code MALFORMED_POLICY} or {@code LIMIT_EXCEEDED}. */
  public Uni<KmsKey> execute(Call call, Command command) {
    return keys.changeable(call, command.key(), KeyUse.of("kms:PutKeyPolicy"))
        .invoke(command.name()::requireKnown)
        .invoke(
            key ->
                policies.requireAcceptable(
                    command.policy(), call.caller(), key.arn(), command.mayLockOut()))
        .chain(key -> store.change(key.arn(), current -> current.withPolicy(command.policy())));
  }
}
