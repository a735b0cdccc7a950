package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

/** What operations that change one key's record have in common. Thread-safe. */
@ApplicationScoped
class ChangeKey {

  private final Keys keys;
  private final KeyStore store;

  ChangeKey(Keys keys, KeyStore store) {
    this.keys = keys;
    this.store = store;
  }

  /** Changes a key under its lock; what the API demands of it is asked under the lock too. */
  Uni<KmsKey> apply(Call call, Target target, String action, UnaryOperator<KmsKey> change) {
    return keys.changeable(call, target.key(), KeyUse.of(action))
        .chain(
            key ->
                store.change(
                    key.arn(),
                    current -> {
                      target.before().check(current);
                      return change.apply(current);
                    }));
  }
}
