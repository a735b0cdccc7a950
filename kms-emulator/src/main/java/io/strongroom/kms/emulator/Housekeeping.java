package io.strongroom.kms.emulator;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.audit.AuditLog;
import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.crypto.MaterialVault;
import io.strongroom.kms.emulator.service.Rotations;
import io.strongroom.kms.emulator.store.ImportStore;
import io.strongroom.kms.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What happens without a request: the check at start-up, due deletions, rotations and expiries. */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final long STOP_TIMEOUT_IN_SECONDS = 5;
  private static final long START_TIMEOUT_IN_SECONDS = 30;

  private final KeyStore keys;
  private final MaterialVault vault;
  private final Rotations rotations;
  private final ImportStore imports;
  private final AuditLog audit;
  private final KmsClock clock;

  Housekeeping(
      KeyStore keys,
      MaterialVault vault,
      Rotations rotations,
      ImportStore imports,
      AuditLog audit,
      KmsClock clock) {
    this.keys = keys;
    this.audit = audit;
    this.vault = vault;
    this.rotations = rotations;
    this.imports = imports;
    this.clock = clock;
  }

  /**
   * Refuses to start with a root key other than the one that wrapped the stored material: a lost or
   * mistaken key file must show now, not as undecryptable data later. Blocks; for start-up only.
   *
   * @throws IllegalStateException when the root key is another one
   */
  void verifyRootKey() {
    byte[] stored =
        keys.rootKeyCheck(vault.check())
            .subscribe()
            .asCompletionStage()
            .orTimeout(START_TIMEOUT_IN_SECONDS, TimeUnit.SECONDS)
            .join();
    if (!vault.matches(stored)) {
      throw new IllegalStateException(
          "the root key is not the one that protects this database's keys"
              + " (strongroom.kms.root-key-file)");
    }
  }

  /** Does what is due, in the background. */
  void run() {
    Uni<?> deletions =
        keys.deleteDue(clock.instant()).invoke(count -> LOG.debugf("%d keys deleted", count));
    deletions
        .chain(rotations::rotateDue)
        .chain(() -> imports.deleteExpired(clock.instant()))
        .subscribe()
        .with(
            done -> LOG.trace("housekeeping done"),
            failure -> LOG.warn("housekeeping failed; it will be tried again", failure));
  }

  /** Lets the last records reach the database. Blocks; for the stop only. */
  void finishRecords() {
    audit
        .flushed()
        .subscribe()
        .asCompletionStage()
        .orTimeout(STOP_TIMEOUT_IN_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            failure -> {
              LOG.warn("the last audit records were not written", failure);
              return null;
            })
        .join();
  }
}
