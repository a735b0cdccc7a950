package io.strongroom.emulator;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Little room, short patience, and nothing that is for tests only. Bodies may stall for longer than
 * a busy machine stands still, since tests count on several that stall at once.
 */
public class TightProfile implements QuarkusTestProfile {

  /** Large bodies get three quarters of it. */
  static final int BODY_BYTES = 256 * 1024;

  static final int CONNECTIONS = 40;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "strongroom.kms.test-controls", "false",
        "strongroom.kms.hosts", "kms.example.internal",
        "strongroom.kms.intake.body-bytes", Integer.toString(BODY_BYTES),
        "strongroom.kms.intake.header-timeout", "PT2S",
        "strongroom.kms.intake.body-stall-timeout", "PT10S",
        "strongroom.kms.intake.connections", Integer.toString(CONNECTIONS));
  }
}
