package io.strongroom.emulator.operation;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;

/** Dry runs: everything is checked, nothing is done, and success is an exception. */
final class DryRun {

  private DryRun() {}

  /** Ends a dry run; call when every check has passed and nothing has been done. */
  static void stop(boolean dryRun) {
    if (dryRun) {
      throw KmsRefusal.of(
          KmsError.DRY_RUN, "The request would have succeeded, but the DryRun option is set.");
    }
  }
}
