package io.strongroom.kms.emulator;

import io.strongroom.kms.emulator.crypto.MaterialVault;
import io.strongroom.kms.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Refuses to start with a root key other than the one that wrapped the stored material: a lost or
 * mistaken key file must show at start-up, not as undecryptable data later.
 */
@ApplicationScoped
class RootKeyGuard {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final KeyStore keys;
  private final MaterialVault vault;

  RootKeyGuard(KeyStore keys, MaterialVault vault) {
    this.keys = keys;
    this.vault = vault;
  }

  /**
   * Blocks; for start-up only.
   *
   * @throws IllegalStateException when the root key is another one
   */
  void verify() {
    byte[] stored =
        keys.rootKeyCheck(vault.check())
            .subscribe()
            .asCompletionStage()
            .orTimeout(TIMEOUT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
            .join();
    if (!vault.matches(stored)) {
      throw new IllegalStateException(
          "the root key is not the one that protects this database's keys"
              + " (strongroom.kms.root-key-file)");
    }
  }
}
