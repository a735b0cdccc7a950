package io.strongroom.emulator;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Requests without signatures, so that tests can write them by hand. */
public class UnsignedProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("strongroom.kms.auth", "false", "strongroom.kms.emulator-headers", "true");
  }
}
