package io.strongroom.emulator;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A seed, the reset, and requests without signatures. */
public class SeedProfile implements QuarkusTestProfile {

  static final String KEY = "11111111-2222-3333-4444-555555555555";
  static final String DISABLED_KEY = "99999999-2222-3333-4444-555555555555";

  private static final String SEED =
      """
      keys:
        - keyId: 11111111-2222-3333-4444-555555555555
          region: eu-central-1
          description: the tests' key
          aliases: [alias/seeded]
          tags: {team: tests}
          material: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
          rotationPeriodInDays: 180
          policy:
            Version: "2012-10-17"
            Statement:
              - {Effect: Allow, Principal: {AWS: "000000000000"}, Action: "kms:*", Resource: "*"}
          grants:
            - name: reader
              granteePrincipal: arn:aws:iam::111122223333:user/reader
              operations: [Decrypt]
              encryptionContextSubset: {purpose: tests}
        - keyId: 99999999-2222-3333-4444-555555555555
          account: "444455556666"
          region: cn-north-1
          enabled: false
        - keyId: 22222222-2222-3333-4444-555555555555
          spec: ECC_NIST_P256
      throttle: {requestsPerSecond: 10000, quotas: {change_5: 3}}
      faults:
        - {name: seeded, operation: GenerateMac, action: error, error: KMSInternalException}
      """;

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path seed = Files.createTempFile("seed", ".yaml");
      seed.toFile().deleteOnExit();
      Files.writeString(seed, SEED);
      return Map.of(
          "strongroom.kms.auth", "false",
          "strongroom.kms.reset", "true",
          "strongroom.kms.seed", seed.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
