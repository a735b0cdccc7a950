package io.strongroom.kms.emulator;

import io.strongroom.kms.emulator.config.KmsConfig;
import org.jboss.logging.Logger;

/** What is for tests only is refused where {@code strongroom.kms.production} is set. */
final class ProductionRules {

  private static final Logger LOG = Logger.getLogger(ProductionRules.class);

  private ProductionRules() {}

  /**
   * Checks the settings at start.
   *
   * @throws IllegalStateException when they contradict each other
   */
  static void check(KmsConfig config) {
    if (config.production() && (!config.auth() || config.reset())) {
      throw new IllegalStateException(
          "strongroom.kms.production does not go with auth=false or reset=true: these are for"
              + " tests only");
    }
    if (!config.auth()) {
      LOG.warn("requests are not authenticated (strongroom.kms.auth=false): for tests only");
    }
  }
}
