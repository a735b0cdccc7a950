package io.strongroom.kms.emulator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KmsConfigTest {

  private static KmsConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(KmsConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(KmsConfig.class);
  }

  @Test
  void defaults_areSafe() {
    KmsConfig config = config(Map.of());

    assertThat(config.enabled()).isTrue();
    assertThat(config.httpHost()).isEqualTo("127.0.0.1");
    assertThat(config.httpPort()).isEqualTo(4566);
    assertThat(config.rootKeyFile()).isEqualTo(Path.of("data/kms/root.key"));
    assertThat(config.previousRootKeyFile()).isEmpty();
    assertThat(config.pkcs11().library()).isEmpty();
    assertThat(config.pkcs11().tokenLabel()).isEqualTo("strongroom");
    assertThat(config.pkcs11().keyLabel()).isEqualTo("strongroom-kms-root");
    assertThat(config.pkcs11().pinFile()).isEmpty();
    assertThat(config.pkcs11().pin()).isEmpty();
    assertThat(config.seed()).isEmpty();
    assertThat(config.production()).isFalse();
    assertThat(config.reset()).isFalse();
    assertThat(config.auth()).isTrue();
    assertThat(config.defaultAccount()).isEqualTo("000000000000");
    assertThat(config.defaultRegion()).isEqualTo("us-east-1");
    assertThat(config.credentials()).isEmpty();
    assertThat(config.tokens()).isEmpty();
    assertThat(config.serviceAccessKeys()).isEmpty();
    assertThat(config.requestsPerSecond()).isEmpty();
    assertThat(config.status()).isEqualTo(KmsConfig.StatusProfile.WIRE);
    assertThat(config.audit()).isEqualTo(KmsConfig.AuditMode.ASYNC);
    assertThat(config.admin()).isTrue();
    assertThat(config.emulatorHeaders()).isFalse();
    assertThat(config.previousPkcs11().library()).isEmpty();
    assertThat(config.cacheTtl()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.grantDelay()).isZero();
    assertThat(config.onDemandRotations()).isEqualTo(25);
    assertThat(config.housekeepingInterval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void everySetting_isRead() {
    KmsConfig config =
        config(
            Map.ofEntries(
                Map.entry("strongroom.kms.enabled", "false"),
                Map.entry("strongroom.kms.http-host", "::1"),
                Map.entry("strongroom.kms.http-port", "0"),
                Map.entry("strongroom.kms.root-key-file", "/keys/root"),
                Map.entry("strongroom.kms.previous-root-key-file", "/keys/former"),
                Map.entry("strongroom.kms.pkcs11.library", "/lib/hsm.so"),
                Map.entry("strongroom.kms.pkcs11.token-label", "token"),
                Map.entry("strongroom.kms.pkcs11.key-label", "key"),
                Map.entry("strongroom.kms.pkcs11.pin-file", "/run/pin"),
                Map.entry("strongroom.kms.pkcs11.pin", "1234"),
                Map.entry("strongroom.kms.seed", "/etc/seed.yaml"),
                Map.entry("strongroom.kms.production", "true"),
                Map.entry("strongroom.kms.reset", "true"),
                Map.entry("strongroom.kms.auth", "false"),
                Map.entry("strongroom.kms.default-account", "111122223333"),
                Map.entry("strongroom.kms.default-region", "cn-north-1"),
                Map.entry("strongroom.kms.credentials.AKID.secret", "s"),
                Map.entry("strongroom.kms.credentials.AKID.principal", "arn:p"),
                Map.entry("strongroom.kms.credentials.AKID.account", "444455556666"),
                Map.entry("strongroom.kms.tokens.t.value", "v"),
                Map.entry("strongroom.kms.tokens.t.access-key", "AKID"),
                Map.entry("strongroom.kms.tokens.t.project", "p"),
                Map.entry("strongroom.kms.tokens.t.expires", "2026-01-01T00:00:00Z"),
                Map.entry("strongroom.kms.service-access-keys", "AKID"),
                Map.entry("strongroom.kms.requests-per-second", "0.5"),
                Map.entry("strongroom.kms.status", "modelled"),
                Map.entry("strongroom.kms.audit", "sync"),
                Map.entry("strongroom.kms.admin", "false"),
                Map.entry("strongroom.kms.emulator-headers", "true"),
                Map.entry("strongroom.kms.previous-pkcs11.library", "/lib/old.so"),
                Map.entry("strongroom.kms.previous-pkcs11.pin", "4321"),
                Map.entry("strongroom.kms.cache-ttl", "PT2S"),
                Map.entry("strongroom.kms.grant-delay", "PT5M"),
                Map.entry("strongroom.kms.on-demand-rotations", "3"),
                Map.entry("strongroom.kms.housekeeping-interval", "PT1M")));

    assertThat(config.enabled()).isFalse();
    assertThat(config.httpHost()).isEqualTo("::1");
    assertThat(config.httpPort()).isZero();
    assertThat(config.rootKeyFile()).isEqualTo(Path.of("/keys/root"));
    assertThat(config.previousRootKeyFile()).hasValue(Path.of("/keys/former"));
    assertThat(config.pkcs11().library()).hasValue(Path.of("/lib/hsm.so"));
    assertThat(config.pkcs11().tokenLabel()).isEqualTo("token");
    assertThat(config.pkcs11().keyLabel()).isEqualTo("key");
    assertThat(config.pkcs11().pinFile()).hasValue(Path.of("/run/pin"));
    assertThat(config.pkcs11().pin()).hasValue("1234");
    assertThat(config.seed()).hasValue(Path.of("/etc/seed.yaml"));
    assertThat(config.production()).isTrue();
    assertThat(config.reset()).isTrue();
    assertThat(config.auth()).isFalse();
    assertThat(config.defaultAccount()).isEqualTo("111122223333");
    assertThat(config.defaultRegion()).isEqualTo("cn-north-1");
    assertThat(config.credentials()).containsOnlyKeys("AKID");
    KmsConfig.Identity identity = config.credentials().get("AKID");
    assertThat(identity.secret()).isEqualTo("s");
    assertThat(identity.principal()).isEqualTo("arn:p");
    assertThat(identity.account()).isEqualTo("444455556666");
    KmsConfig.Token token = config.tokens().get("t");
    assertThat(token.value()).isEqualTo("v");
    assertThat(token.accessKey()).isEqualTo("AKID");
    assertThat(token.project()).hasValue("p");
    assertThat(token.expires()).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(config.serviceAccessKeys()).hasValue(Set.of("AKID"));
    assertThat(config.requestsPerSecond()).hasValue(0.5);
    assertThat(config.status()).isEqualTo(KmsConfig.StatusProfile.MODELLED);
    assertThat(config.audit()).isEqualTo(KmsConfig.AuditMode.SYNC);
    assertThat(config.admin()).isFalse();
    assertThat(config.emulatorHeaders()).isTrue();
    assertThat(config.previousPkcs11().library()).hasValue(Path.of("/lib/old.so"));
    assertThat(config.previousPkcs11().pin()).hasValue("4321");
    assertThat(config.cacheTtl()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.grantDelay()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.onDemandRotations()).isEqualTo(3);
    assertThat(config.housekeepingInterval()).isEqualTo(Duration.ofMinutes(1));
  }
}
