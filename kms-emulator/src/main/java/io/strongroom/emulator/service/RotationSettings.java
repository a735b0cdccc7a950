package io.strongroom.emulator.service;

import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** When it is, and how often keys may be rotated. Thread-safe. */
@ApplicationScoped
class RotationSettings {

  private final KmsClock clock;
  private final KmsConfig config;

  RotationSettings(KmsClock clock, KmsConfig config) {
    this.clock = clock;
    this.config = config;
  }

  Instant now() {
    return clock.instant();
  }

  /** In a key's life. */
  int onDemandRotations() {
    return config.onDemandRotations();
  }
}
