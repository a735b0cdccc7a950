package io.strongroom.emulator.admin;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes what the seed file names and the database does not have; what exists is left as it is, so
 * that a start with the same seed changes nothing. Thread-safe.
 */
@ApplicationScoped
public class Seeder {

  private final KmsConfig config;
  private final SeedKeys keys;
  private final ThrottleAdmin throttle;
  private final FaultAdmin faults;

  Seeder(KmsConfig config, SeedKeys keys, ThrottleAdmin throttle, FaultAdmin faults) {
    this.config = config;
    this.keys = keys;
    this.throttle = throttle;
    this.faults = faults;
  }

  /**
   * Applies the configured seed, if there is one. Fails with {@link IllegalStateException} when it
   * cannot be read or applied.
   */
  public Uni<Void> apply() {
    return Uni.createFrom()
        .deferred(
            () ->
                config.seed().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : apply(
                        SeedFile.read(
                            config.seed().get(),
                            new Scope(config.defaultAccount(), config.defaultRegion()))))
        .onFailure(KmsRefusal.class)
        .transform(Seeder::refused)
        .onFailure(IllegalArgumentException.class)
        .transform(
            failure -> new IllegalStateException("the seed is not right: " + failure.getMessage()));
  }

  private static IllegalStateException refused(Throwable failure) {
    KmsRefusal refusal = (KmsRefusal) failure;
    return new IllegalStateException(
        "the seed is refused: "
            + refusal.error().wireName()
            + refusal.text().map(text -> ", " + text).orElse(""));
  }

  private Uni<Void> apply(SeedFile seed) {
    requireAllowed(seed);
    seed.throttle().ifPresent(limits -> throttle.set(limits.toBuffer()));
    seed.faults().forEach(rule -> faults.add(rule.toBuffer()));
    return SeedKeys.inOrder(seed.keys(), keys::make);
  }

  private void requireAllowed(SeedFile seed) {
    boolean forTests =
        !seed.faults().isEmpty() || seed.keys().stream().anyMatch(k -> k.material().isPresent());
    if (forTests && config.production()) {
      throw new IllegalStateException(
          "strongroom.kms.production allows no faults and no fixed key material in the seed");
    }
    if (forTests && !config.testControls()) {
      throw new IllegalStateException(
          "faults and fixed key material in a seed are for tests: say --admin too"
              + " (strongroom.kms.test-controls)");
    }
  }
}
