package io.strongroom.emulator.auth;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Finds out about access keys before their signatures are checked. Thread-safe; never blocks. */
@FunctionalInterface
public interface KeyLookup {

  /**
   * What is to be waited for: completes when what can be known of the key is known, and never
   * fails. Empty when it is known already.
   */
  Optional<Uni<Void>> prepare(String accessKeyId);
}
