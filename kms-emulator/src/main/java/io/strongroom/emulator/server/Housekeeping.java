package io.strongroom.emulator.server;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.audit.AuditLog;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.service.KeyDeletions;
import io.strongroom.emulator.service.Rotations;
import io.strongroom.emulator.store.ImportStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What happens without a request: due deletions, rotations and expiries. */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final long STOP_TIMEOUT_IN_SECONDS = 5;

  private final Rotations rotations;
  private final KeyDeletions deletions;
  private final ImportStore imports;
  private final AuditLog audit;
  private final KmsClock clock;

  Housekeeping(
      KeyDeletions deletions,
      Rotations rotations,
      ImportStore imports,
      AuditLog audit,
      KmsClock clock) {
    this.deletions = deletions;
    this.audit = audit;
    this.rotations = rotations;
    this.imports = imports;
    this.clock = clock;
  }

  /** Does what is due, in the background. */
  void run() {
    Uni<?> deleted = deletions.run().invoke(count -> LOG.debugf("%d keys deleted", count));
    deleted
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
