package io.strongroom.kms;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.azure.AzureSettings;
import io.strongroom.kms.dew.DewSettings;
import io.strongroom.kms.kes.KesApiKey;
import io.strongroom.kms.kes.KesSettings;
import io.strongroom.kms.keywhiz.KeywhizSettings;
import io.strongroom.kms.provider.ProviderKmsClient;
import io.strongroom.kms.resilience.LoadSettings;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.kms.vault.VaultLogin;
import io.strongroom.kms.vault.VaultSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Providers from properties, as an operator writes them. The kinds and their properties are listed
 * in this module's README; any secret {@code x} may be given as {@code x-file} instead.
 */
public final class ConfiguredKms {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  // The vendors' guides ask for more patience in the cloud.
  private static final Duration CLOUD_ANSWER = Duration.ofSeconds(5);

  // 80 % of what the vendors admit: 800 data-key calls a second for one user (DEW), 4,000 in ten
  // seconds for one vault and RSA-2048 keys (Azure Key Vault service limits).
  private static final double DEW_CALLS_PER_SECOND = 640;
  private static final double AZURE_CALLS_PER_SECOND = 320;

  private ConfiguredKms() {}

  /**
   * The provider of one kind. The caller closes it.
   *
   * @param kind {@code aws}, {@code local}, {@code vault}, {@code dew}, {@code kes}, {@code azure}
   *     or {@code keywhiz}
   * @throws IllegalArgumentException when a property is missing, wrong or unknown
   */
  public static ProviderKmsClient create(String kind, Map<String, String> properties) {
    ProviderProperties given = new ProviderProperties(properties);
    ProviderKmsClient client =
        switch (kind) {
          case "aws" -> KmsClients.aws(aws(given));
          case "local" -> KmsClients.local(Path.of(given.get("key-file")));
          case "vault" -> KmsClients.vault(vault(given));
          case "dew" -> KmsClients.dew(dew(given));
          case "kes" -> KmsClients.kes(kes(given));
          case "azure" -> KmsClients.azure(azure(given));
          case "keywhiz" -> KmsClients.keywhiz(keywhiz(given), InstantSource.system());
          default -> throw new IllegalArgumentException("unknown kind of KMS: " + kind);
        };
    try {
      given.requireAllRead();
    } catch (IllegalArgumentException e) {
      client.close();
      throw e;
    }
    return client;
  }

  /**
   * What stands around a kind of service unless told otherwise: the attempt's time and the rate
   * that its vendor's guides and quotas suggest.
   *
   * @param name of the service, in events and messages
   * @throws IllegalArgumentException when there is no such kind
   */
  public static ResilienceSettings resilience(String kind, String name) {
    return switch (kind) {
      case "aws", "vault", "kes", "keywhiz", "local" -> ResilienceSettings.interactive(name);
      case "dew" -> cloud(name, DEW_CALLS_PER_SECOND);
      case "azure" -> cloud(name, AZURE_CALLS_PER_SECOND);
      default -> throw new IllegalArgumentException("unknown kind of KMS: " + kind);
    };
  }

  private static ResilienceSettings cloud(String name, double callsPerSecond) {
    LoadSettings load = LoadSettings.DEFAULT;
    return ResilienceSettings.cloud(name)
        .withLoad(new LoadSettings(callsPerSecond, load.inFlight(), load.queued()));
  }

  private static AwsKmsSettings aws(ProviderProperties given) {
    AwsKmsSettings.Credentials credentials =
        given
            .find("access-key-id")
            .map(
                id ->
                    new AwsKmsSettings.Credentials(
                        id,
                        given.getSecret("secret-access-key"),
                        given.findSecret("session-token").orElse(null)))
            .orElse(null);
    return new AwsKmsSettings(
        given.get("region"),
        given.findUri("endpoint"),
        credentials,
        new AwsKmsSettings.Http(
            given.duration("answer-timeout", ANSWER),
            given.duration("connect-timeout", CONNECT),
            AwsKmsSettings.Http.DEFAULT.connections()),
        Boolean.parseBoolean(given.get("names-requester", "false")));
  }

  private static VaultSettings vault(ProviderProperties given) {
    return new VaultSettings(
        given.uri("address"),
        given.find("namespace").orElse(null),
        new VaultSettings.Transit(
            given.get("mount", VaultSettings.Transit.DEFAULT.mount()),
            given.choice(
                "binding", VaultSettings.Binding.class, VaultSettings.Binding.ASSOCIATED_DATA)),
        login(given),
        new VaultSettings.Http(
            given.duration("connect-timeout", CONNECT),
            given.duration("answer-timeout", ANSWER),
            given.tls()));
  }

  private static VaultLogin login(ProviderProperties given) {
    String kind = given.get("login", "token");
    return switch (kind) {
      case "token" -> new VaultLogin.Token(given.getSecret("token"));
      case "approle" ->
          new VaultLogin.AppRole(
              given.get("login-mount", kind), given.get("role-id"), given.getSecret("secret-id"));
      case "kubernetes" ->
          new VaultLogin.Kubernetes(
              given.get("login-mount", kind),
              given.get("role"),
              Path.of(
                  given.get(
                      "service-account-token",
                      "/var/run/secrets/kubernetes.io/serviceaccount/token")));
      case "cert" -> new VaultLogin.Certificate(given.get("login-mount", kind));
      default -> throw new IllegalArgumentException("login is none of its choices");
    };
  }

  private static DewSettings dew(ProviderProperties given) {
    return new DewSettings(
        given.uri("endpoint"),
        given.get("project-id"),
        new DewSettings.AccessKey(
            given.get("access-key-id"),
            SecretBytes.adopt(
                given.getSecret("secret-access-key").getBytes(StandardCharsets.UTF_8)),
            given.findSecret("security-token").orElse(null)),
        given.choice("binding", DewSettings.Binding.class, DewSettings.Binding.BOTH),
        new DewSettings.Http(
            given.duration("connect-timeout", CONNECT),
            given.duration("answer-timeout", CLOUD_ANSWER),
            given.tls()));
  }

  private static KesSettings kes(ProviderProperties given) {
    String endpoints = given.get("endpoints");
    return new KesSettings(
        Arrays.stream(endpoints.split(","))
            .map(text -> ProviderProperties.uri("endpoints", text))
            .toList(),
        given.tls(),
        given.findSecret("api-key").map(KesApiKey::parse).orElse(null),
        given.duration("connect-timeout", CONNECT),
        given.duration("answer-timeout", ANSWER));
  }

  private static AzureSettings azure(ProviderProperties given) {
    return new AzureSettings(
        given.uri("vault"),
        given.get("algorithm", AzureSettings.RSA_OAEP_256),
        new AzureSettings.Identity(
            given.get("client-id"), given.getSecret("client-secret"), given.findUri("authority")),
        new AzureSettings.Http(
            given.duration("connect-timeout", CONNECT),
            given.duration("answer-timeout", CLOUD_ANSWER),
            given.tls()));
  }

  private static KeywhizSettings keywhiz(ProviderProperties given) {
    return new KeywhizSettings(
        given.uri("address"),
        given.tls(),
        given.duration("max-age", Duration.ofMinutes(5)),
        given.duration("connect-timeout", CONNECT),
        given.duration("answer-timeout", ANSWER));
  }

  /** The kinds there are. */
  public static List<String> kinds() {
    return List.of("aws", "azure", "dew", "kes", "keywhiz", "local", "vault");
  }
}
