package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Optional;

/** The oldest of a key's names. Thread-safe. */
@ApplicationScoped
public class FirstNames {

  private static final int MAX_PER_KEY = 50;

  private final AliasStore aliases;

  FirstNames(AliasStore aliases) {
    this.aliases = aliases;
  }

  /** The oldest name; empty for a key without any. */
  public Uni<Optional<Alias>> of(KmsKey key) {
    return aliases
        .list(key.arn().scope(), Optional.of(key.arn()), "", MAX_PER_KEY)
        .map(
            found ->
                found.stream()
                    .min(
                        Comparator.comparing(Alias::created)
                            .thenComparing(alias -> alias.name().text())));
  }
}
