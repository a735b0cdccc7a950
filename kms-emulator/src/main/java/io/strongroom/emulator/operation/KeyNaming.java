package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import java.util.Optional;
import java.util.function.Predicate;

/** How an API names keys, and which of them a call of it may know of. Thread-safe. */
public interface KeyNaming {

  /** The key that is meant, not checked; fails with {@code NOT_FOUND}. */
  Uni<KmsKey> find(Call call, KeyReference name);

  /** Demands a key that exists for the call; fails with {@code NOT_FOUND}. */
  Uni<Void> requireVisible(Call call, KmsKey key);

  /** Which keys of the caller's scope exist for the call; empty when all do. */
  Uni<Optional<Predicate<KeyArn>>> visible(Call call);

  /**
   * Demands a key that callers may change; asked before the permission.
   *
   * @throws RuntimeException the refusal
   */
  void requireChangeable(KmsKey key);
}
