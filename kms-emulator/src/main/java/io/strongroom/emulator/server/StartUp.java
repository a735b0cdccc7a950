package io.strongroom.emulator.server;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.admin.Seeder;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.crypto.MaterialVault;
import io.strongroom.emulator.service.RootMove;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What has to be right before the first request. Blocks; for start-up only. */
@ApplicationScoped
class StartUp {

  private static final long TIMEOUT_IN_SECONDS = 60;

  private final KmsConfig config;
  private final RootMove move;
  private final KeyStore keys;
  private final MaterialVault vault;
  private final Seeder seeder;

  StartUp(KmsConfig config, RootMove move, KeyStore keys, MaterialVault vault, Seeder seeder) {
    this.config = config;
    this.move = move;
    this.keys = keys;
    this.vault = vault;
    this.seeder = seeder;
  }

  /**
   * Settings, root key, admin secret, seed.
   *
   * @throws IllegalStateException when one of them is not right
   */
  void run() {
    ProductionRules.check(config);
    if (config.testControls()) {
      ProductionRules.checkKept(config, finish(keys.count()));
    }
    move.run();
    verifyRootKey();
    finish(seeder.apply().replaceWith(true));
  }

  // A lost or mistaken root key must show now, not as undecryptable data later.
  private void verifyRootKey() {
    if (!vault.matches(finish(keys.rootKeyCheck(vault.check())))) {
      throw new IllegalStateException(
          "the root key is not the one that protects this database's keys"
              + " (strongroom.kms.root-key-file, strongroom.kms.pkcs11)");
    }
  }

  private static <T> T finish(Uni<T> work) {
    try {
      return work.subscribe()
          .asCompletionStage()
          .orTimeout(TIMEOUT_IN_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
