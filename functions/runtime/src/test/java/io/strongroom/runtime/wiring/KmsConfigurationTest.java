package io.strongroom.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.ConfiguredKms;
import io.strongroom.kms.bucketkey.BucketKeySettings;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.kms.resilience.ResilientKmsClient.Health;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.KmsProviderConfig;
import io.strongroom.runtime.config.StrongroomConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KmsConfigurationTest {

  private static final String ROOT = "strongroom.key-service.";
  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");

  @TempDir Path folder;

  private static StrongroomConfig config(Map<String, String> keyService) {
    Map<String, String> all = new HashMap<>();
    all.put("strongroom.credentials-file", "/none");
    all.put("strongroom.blobs.directory", "/none");
    keyService.forEach((name, value) -> all.put(ROOT + name, value));
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(StrongroomConfig.class)
        .withDefaultValues(all)
        .build()
        .getConfigMapping(StrongroomConfig.class);
  }

  private KmsServices services(Map<String, String> keyService) throws IOException {
    return KmsServices.create(config(keyService), credentials(), KmsEvents.NONE, Optional.empty());
  }

  private CredentialsFile credentials() throws IOException {
    return CredentialsFile.read(secret("credentials", "account-id=1\n"));
  }

  private Path secret(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private String keyFile(String name) throws IOException {
    String key = "A".repeat(43) + "=";
    return secret(name, "orders 1 " + key + "\ns3 1 " + key + "\n").toString();
  }

  private Map<String, String> twoKeyFiles() throws IOException {
    return Map.of(
        "provider", "red",
        "service-key", "orders",
        "providers.red.kind", "local",
        "providers.red.key-file", keyFile("red.keys"),
        "providers.blue.kind", "local",
        "providers.blue.key-file", keyFile("blue.keys"));
  }

  @Test
  void limits_nothingSet_asTheKindSuggests() {
    assertThat(
            KmsLimits.apply(
                config(Map.of()).keyService().limits(), ResilienceSettings.interactive("aws")))
        .isEqualTo(ResilienceSettings.interactive("aws"));
  }

  @Test
  void limits_everySetting_mapped() {
    Map<String, String> given =
        Map.ofEntries(
            Map.entry("limits.attempts", "2"),
            Map.entry("limits.attempt-timeout", "3s"),
            Map.entry("limits.total-timeout", "20s"),
            Map.entry("limits.throttle-backoff", "100ms"),
            Map.entry("limits.failure-backoff", "10ms"),
            Map.entry("limits.backoff-cap", "1s"),
            Map.entry("limits.retry-quota", "50"),
            Map.entry("limits.refusal-memory", "0s"),
            Map.entry("limits.decrypt-sharing", "1s"),
            Map.entry("limits.decrypt-linger", "300ms"),
            Map.entry("limits.calls-per-second", "40.5"),
            Map.entry("limits.in-flight", "4"),
            Map.entry("limits.queued", "8"),
            Map.entry("limits.breaker-window", "10"),
            Map.entry("limits.breaker-ratio", "0.25"),
            Map.entry("limits.breaker-open", "2s"),
            Map.entry("limits.breaker-open-at-most", "7s"));
    ResilienceSettings set =
        KmsLimits.apply(config(given).keyService().limits(), ResilienceSettings.interactive("aws"));
    assertThat(set.retry().attempts()).isEqualTo(2);
    assertThat(set.retry().throttleBase()).isEqualTo(Duration.ofMillis(100));
    assertThat(set.retry().transientBase()).isEqualTo(Duration.ofMillis(10));
    assertThat(set.retry().cap()).isEqualTo(Duration.ofSeconds(1));
    assertThat(set.retry().quota().capacity()).isEqualTo(50);
    assertThat(set.time().attempt()).isEqualTo(Duration.ofSeconds(3));
    assertThat(set.time().total()).isEqualTo(Duration.ofSeconds(20));
    assertThat(set.time().refusal()).isZero();
    assertThat(set.time().sharing()).isEqualTo(Duration.ofSeconds(1));
    assertThat(set.time().linger()).isEqualTo(Duration.ofMillis(300));
    assertThat(set.load().callsPerSecond()).isEqualTo(40.5);
    assertThat(set.load().inFlight()).isEqualTo(4);
    assertThat(set.load().queued()).isEqualTo(8);
    assertThat(set.breaker().window()).isEqualTo(10);
    assertThat(set.breaker().failureRatio()).isEqualTo(0.25);
    assertThat(set.breaker().openFor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(set.breaker().openForAtMost()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void bucketKeys_nothingSet_defaults() {
    assertThat(
            KmsLimits.bucketKeys(
                config(Map.of()).keyService().bucketKeys(), KeyName.parse("service")))
        .isEqualTo(BucketKeySettings.DEFAULT.withServiceKey(KeyName.parse("service")));
  }

  @Test
  void bucketKeys_everySetting_mapped() {
    BucketKeySettings set =
        KmsLimits.bucketKeys(
            config(
                    Map.of(
                        "bucket-keys.max-age", "1m",
                        "bucket-keys.max-objects", "7",
                        "bucket-keys.max-entries", "8",
                        "bucket-keys.service-max-age", "2m"))
                .keyService()
                .bucketKeys(),
            KeyName.parse("service"));
    assertThat(set.maxAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(set.maxObjects()).isEqualTo(7);
    assertThat(set.maxEntries()).isEqualTo(8);
    assertThat(set.service().maxAge()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @EnumSource(KmsProviderConfig.Kind.class)
  void kind_every_isOneOfTheClients(KmsProviderConfig.Kind kind) {
    KmsProviderConfig config =
        config(Map.of("providers.x.kind", kind.name().toLowerCase(java.util.Locale.ROOT)))
            .keyService()
            .providers()
            .get("x");
    assertThat(ConfiguredKms.kinds()).contains(KmsProviders.kind(config));
    assertThatThrownBy(() -> KmsProviders.create("x", config))
        .as("nothing else is given")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("strongroom.key-service.providers.x: ");
  }

  @Test
  void provider_everySetting_mapped() {
    Map<String, String> given = new HashMap<>();
    given.put("providers.x.kind", "vault");
    List<String> direct =
        List.of(
            "address",
            "endpoint",
            "endpoints",
            "vault",
            "region",
            "namespace",
            "mount",
            "binding",
            "project-id",
            "algorithm",
            "authority",
            "key-file",
            "connect-timeout",
            "answer-timeout",
            "max-age");
    direct.forEach(
        name -> given.put("providers.x." + name, name.matches(".*(timeout|age)") ? "3s" : name));
    List.of("authorities", "certificate", "key")
        .forEach(name -> given.put("providers.x.tls." + name, "tls-" + name));
    List<String> login =
        List.of(
            "token-file",
            "role-id",
            "secret-id-file",
            "role",
            "service-account-token",
            "access-key-id",
            "secret-access-key-file",
            "session-token-file",
            "security-token-file",
            "api-key-file",
            "client-id",
            "client-secret-file");
    login.forEach(name -> given.put("providers.x.login." + name, name));
    given.put("providers.x.login.method", "login");
    given.put("providers.x.login.mount", "login-mount");

    Map<String, String> expected = new HashMap<>();
    direct.forEach(name -> expected.put(name, name.matches(".*(timeout|age)") ? "PT3S" : name));
    login.forEach(name -> expected.put(name, name));
    List.of("tls-authorities", "tls-certificate", "tls-key", "login", "login-mount")
        .forEach(name -> expected.put(name, name));
    assertThat(KmsProviders.properties(config(given).keyService().providers().get("x")))
        .isEqualTo(expected);
  }

  @Test
  void services_twoAtOnce_keyNameChooses() throws IOException {
    try (KmsServices services = services(twoKeyFiles())) {
      assertThat(services.health())
          .as("AWS is not asked, so no client of it is made")
          .extracting(Health::provider)
          .containsExactlyInAnyOrder("red", "blue");
      assertThat(generate(services, "orders").keyId().text()).isEqualTo("red:orders");
      GeneratedDataKey blue = generate(services, "blue:orders");
      assertThat(blue.keyId().text()).isEqualTo("blue:orders");
      UnwrappedKey opened =
          services
              .client()
              .decrypt(
                  KeyName.parse("blue:orders"), blue.wrapped(), EncryptionContext.empty(), ALICE)
              .toCompletableFuture()
              .join();
      assertThat(opened.plaintext().matches(blue.plaintext())).isTrue();
      assertThat(
              services
                  .client()
                  .describeKey(KeyName.parse("arn:aws:kms:eu-central-1:1:key/1"), ALICE)
                  .toCompletableFuture())
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .withCauseInstanceOf(KmsException.NotFound.class);
    }
  }

  private static GeneratedDataKey generate(KmsServices services, String keyId) {
    return services
        .client()
        .generateDataKey(KeyName.parse(keyId), 32, EncryptionContext.empty(), ALICE)
        .toCompletableFuture()
        .join();
  }

  @Test
  void services_byDefault_awsAlone() throws IOException {
    try (KmsServices services = services(Map.of())) {
      assertThat(services.health()).extracting(Health::provider).containsExactly("aws");
    }
  }

  @Test
  void services_anotherDefaultBesideAnEndpoint_awsForArns() throws IOException {
    Map<String, String> given = new HashMap<>(twoKeyFiles());
    given.put("endpoint", "http://127.0.0.1:1");
    try (KmsServices services = services(given)) {
      assertThat(services.health()).extracting(Health::provider).contains("aws");
    }
  }

  @Test
  void services_unknownDefault_refused() {
    assertThatThrownBy(() -> services(Map.of("provider", "red")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("red");
  }

  @Test
  void services_settingOfAnotherKind_refused() throws IOException {
    Map<String, String> given = new HashMap<>(twoKeyFiles());
    given.put("providers.red.login.token-file", "/run/secrets/token");
    assertThatThrownBy(() -> services(given))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("providers.red")
        .hasMessageContaining("token-file");
  }
}
