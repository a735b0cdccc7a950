package io.strongroom.emulator.server;

import io.strongroom.emulator.config.KmsConfig;
import org.jboss.logging.Logger;

/** What is for tests only is refused where {@code strongroom.kms.production} is set. */
final class ProductionRules {

  private static final Logger LOG = Logger.getLogger(ProductionRules.class);

  private ProductionRules() {}

  /**
   * Checks what may not be done to keys that were there before this start, unless it was said
   * twice.
   *
   * @param keys how many there are
   * @throws IllegalStateException when it was said once
   */
  static void checkKept(KmsConfig config, long keys) {
    if (keys > 0 && config.testControls() && !config.testControlsOnKeptKeys()) {
      throw new IllegalStateException(
          "the database holds keys from before this start, which --admin puts at risk (a moved"
              + " clock deletes them): say --admin-on-kept-keys too"
              + " (strongroom.kms.test-controls-on-kept-keys)");
    }
  }

  /**
   * Checks the settings at start.
   *
   * @throws IllegalStateException when they contradict each other
   */
  static void check(KmsConfig config) {
    if (config.production() && (!config.auth() || config.reset() || config.testControls())) {
      throw new IllegalStateException(
          "strongroom.kms.production does not go with auth=false, reset=true or"
              + " test-controls=true: these are for tests only");
    }
    if (config.reset() && !config.testControls()) {
      throw new IllegalStateException(
          "strongroom.kms.reset needs strongroom.kms.test-controls (--admin)");
    }
    if (!config.auth()) {
      LOG.warn("requests are not authenticated (strongroom.kms.auth=false): for tests only");
    }
  }
}
