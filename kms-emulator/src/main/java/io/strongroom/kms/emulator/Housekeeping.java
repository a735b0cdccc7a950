package io.strongroom.kms.emulator;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.audit.AuditLog;
import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.service.Deletions;
import io.strongroom.kms.emulator.service.Rotations;
import io.strongroom.kms.emulator.store.ImportStore;
import io.strongroom.kms.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What happens without a request: due deletions, rotations and expiries. */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final long STOP_TIMEOUT_IN_SECONDS = 5;

  private final KeyStore keys;
  private final Rotations rotations;
  private final Deletions primaries;
  private final ImportStore imports;
  private final AuditLog audit;
  private final KmsClock clock;

  Housekeeping(
      KeyStore keys,
      Rotations rotations,
      Deletions primaries,
      ImportStore imports,
      AuditLog audit,
      KmsClock clock) {
    this.primaries = primaries;
    this.keys = keys;
    this.audit = audit;
    this.rotations = rotations;
    this.imports = imports;
    this.clock = clock;
  }

  /** Does what is due, in the background. */
  void run() {
    Uni<?> deletions =
        keys.deleteDue(clock.instant()).invoke(count -> LOG.debugf("%d keys deleted", count));
    deletions
        .chain(primaries::advance)
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
