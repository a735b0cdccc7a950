package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.service.Families;
import io.strongroom.emulator.service.PolicyQuestions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Makes a replica of a multi-region key in another region. Thread-safe. */
@ApplicationScoped
public class ReplicateKey {

  private final Keys keys;
  private final Families families;
  private final PolicyQuestions policies;

  ReplicateKey(Keys keys, Families families, PolicyQuestions policies) {
    this.keys = keys;
    this.families = families;
    this.policies = policies;
  }

  /**
   * Which replica.
   *
   * @param mayLockOut whether a policy is taken that the caller could not change again
   */
  public record Command(KeyReference key, Replica replica, boolean mayLockOut) {}

  /**
   * A replica to be made.
   *
   * @param policy empty for the default policy
   * @param home its name and project; empty in the API that has neither
   */
  public record Replica(
      Region region,
      String description,
      Optional<String> policy,
      List<KeyTag> tags,
      Optional<Home> home) {}

  /** A replica, its family and its policy. */
  public record Result(KmsKey replica, KeyFamily family, String policy) {}

  /** Fails with {@code UNSUPPORTED_OPERATION} for a key that is no primary. */
  public Uni<Result> execute(Call call, Command command) {
    Replica wanted = command.replica();
    return keys.changeable(call, command.key(), KeyUse.of("kms:ReplicateKey"))
        .invoke(key -> requireAcceptable(call, key, command))
        .chain(
            key ->
                families.replicate(
                    key,
                    new Families.Wanted(
                        wanted.region(),
                        wanted.description(),
                        wanted.policy(),
                        KeyTagRules.checked(wanted.tags()),
                        wanted.home())))
        .invoke(replica -> call.trail().touched(replica.arn()))
        .chain(
            replica ->
                families
                    .of(replica)
                    .map(family -> new Result(replica, family, policies.text(replica))));
  }

  private void requireAcceptable(Call call, KmsKey key, Command command) {
    Scope there = new Scope(key.arn().scope().account(), command.replica().region());
    KeyArn replica = new KeyArn(there, key.arn().keyId());
    command
        .replica()
        .policy()
        .ifPresent(
            text -> policies.requireAcceptable(text, call.caller(), replica, command.mayLockOut()));
  }
}
