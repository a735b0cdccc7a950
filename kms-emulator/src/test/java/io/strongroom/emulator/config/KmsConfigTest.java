package io.strongroom.emulator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
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
    assertThat(config.defaultAccount()).isEqualTo(AccountId.of("000000000000"));
    assertThat(config.defaultRegion()).isEqualTo(Region.of("us-east-1"));
    assertThat(config.credentials()).isEmpty();
    assertThat(config.tokens()).isEmpty();
    assertThat(config.serviceAccessKeys()).isEmpty();
    assertThat(config.requestsPerSecond()).isEmpty();
    assertThat(config.status()).isEqualTo(KmsConfig.StatusProfile.WIRE);
    assertThat(config.audit()).isEqualTo(KmsConfig.AuditMode.SYNC);
    assertThat(config.admin()).isTrue();
    assertThat(config.adminSecretFile()).isEmpty();
    assertThat(config.testControls()).isFalse();
    assertThat(config.testControlsOnKeptKeys()).isFalse();
    assertThat(config.hosts()).isEmpty();
    assertThat(config.database().acquireTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.database().statementTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.database().lockTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.database().idleInTransactionTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.intake().bodyBytes()).isEmpty();
    assertThat(config.intake().bodies()).isEqualTo(1024);
    assertThat(config.intake().connections()).isEmpty();
    assertThat(config.intake().headerTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.intake().keepAlive()).isEqualTo(Duration.ofSeconds(75));
    assertThat(config.intake().bodyStallTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.intake().bodyTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.intake().writeTimeout()).isEqualTo(Duration.ofSeconds(20));
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
                Map.entry("strongroom.kms.audit", "async"),
                Map.entry("strongroom.kms.admin-secret-file", "/keys/admin"),
                Map.entry("strongroom.kms.test-controls", "true"),
                Map.entry("strongroom.kms.test-controls-on-kept-keys", "true"),
                Map.entry("strongroom.kms.hosts", "kms,kms.example"),
                Map.entry("strongroom.kms.database.acquire-timeout", "PT1S"),
                Map.entry("strongroom.kms.database.statement-timeout", "PT2S"),
                Map.entry("strongroom.kms.database.lock-timeout", "PT3S"),
                Map.entry("strongroom.kms.database.idle-in-transaction-timeout", "PT4S"),
                Map.entry("strongroom.kms.intake.body-bytes", "1000000"),
                Map.entry("strongroom.kms.intake.bodies", "10"),
                Map.entry("strongroom.kms.intake.connections", "11"),
                Map.entry("strongroom.kms.intake.header-timeout", "PT5S"),
                Map.entry("strongroom.kms.intake.keep-alive", "PT6S"),
                Map.entry("strongroom.kms.intake.body-stall-timeout", "PT7S"),
                Map.entry("strongroom.kms.intake.body-timeout", "PT8S"),
                Map.entry("strongroom.kms.intake.write-timeout", "PT9S"),
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
    assertThat(config.defaultAccount()).isEqualTo(AccountId.of("111122223333"));
    assertThat(config.defaultRegion()).isEqualTo(Region.of("cn-north-1"));
    assertThat(config.credentials()).containsOnlyKeys("AKID");
    KmsConfig.Identity identity = config.credentials().get("AKID");
    assertThat(identity.secret()).isEqualTo("s");
    assertThat(identity.principal()).isEqualTo("arn:p");
    assertThat(identity.account()).isEqualTo(AccountId.of("444455556666"));
    KmsConfig.Token token = config.tokens().get("t");
    assertThat(token.value()).isEqualTo("v");
    assertThat(token.accessKey()).isEqualTo("AKID");
    assertThat(token.project()).hasValue("p");
    assertThat(token.expires()).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(config.serviceAccessKeys()).hasValue(Set.of("AKID"));
    assertThat(config.requestsPerSecond()).hasValue(0.5);
    assertThat(config.status()).isEqualTo(KmsConfig.StatusProfile.MODELLED);
    assertThat(config.audit()).isEqualTo(KmsConfig.AuditMode.ASYNC);
    assertThat(config.admin()).isFalse();
    assertThat(config.adminSecretFile()).hasValue(Path.of("/keys/admin"));
    assertThat(config.testControls()).isTrue();
    assertThat(config.testControlsOnKeptKeys()).isTrue();
    assertThat(config.hosts()).hasValue(Set.of("kms", "kms.example"));
    assertThat(config.database().acquireTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.database().statementTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.database().lockTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.database().idleInTransactionTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.intake().bodyBytes()).hasValue(1_000_000L);
    assertThat(config.intake().bodies()).isEqualTo(10);
    assertThat(config.intake().connections()).hasValue(11);
    assertThat(config.intake().headerTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.intake().keepAlive()).isEqualTo(Duration.ofSeconds(6));
    assertThat(config.intake().bodyStallTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.intake().bodyTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.intake().writeTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(config.emulatorHeaders()).isTrue();
    assertThat(config.previousPkcs11().library()).hasValue(Path.of("/lib/old.so"));
    assertThat(config.previousPkcs11().pin()).hasValue("4321");
    assertThat(config.cacheTtl()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.grantDelay()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.onDemandRotations()).isEqualTo(3);
    assertThat(config.housekeepingInterval()).isEqualTo(Duration.ofMinutes(1));
  }
}
