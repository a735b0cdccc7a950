package io.strongroom.runtime.wiring;

import io.strongroom.kms.ConfiguredKms;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.runtime.config.KmsProviderConfig;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From the configuration of one further KMS to its client. */
final class KmsProviders {

  private KmsProviders() {}

  /**
   * The client of the service called {@code name}. The caller closes it.
   *
   * @throws IllegalStateException naming the property, and no value, when the configuration does
   *     not fit the kind
   */
  static KmsProvider create(String name, KmsProviderConfig config) {
    try {
      return ConfiguredKms.create(kind(config), properties(config));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "strongroom.key-service.providers." + name + ": " + wrong.getMessage(), wrong);
    }
  }

  /** The kind's name as {@link ConfiguredKms} has it. */
  static String kind(KmsProviderConfig config) {
    return config.kind().name().toLowerCase(Locale.ROOT);
  }

  /** The properties as {@link ConfiguredKms} names them. */
  static Map<String, String> properties(KmsProviderConfig config) {
    Map<String, String> properties = new HashMap<>();
    put(properties, "address", config.address());
    put(properties, "endpoint", config.endpoint());
    put(properties, "endpoints", config.endpoints());
    put(properties, "vault", config.vault());
    put(properties, "region", config.region());
    put(properties, "namespace", config.namespace());
    put(properties, "mount", config.mount());
    put(properties, "binding", config.binding());
    put(properties, "project-id", config.projectId());
    put(properties, "algorithm", config.algorithm());
    put(properties, "authority", config.authority());
    put(properties, "max-age", config.maxAge());
    put(properties, "key-file", config.keyFile());
    put(properties, "connect-timeout", config.connectTimeout());
    put(properties, "answer-timeout", config.answerTimeout());
    put(properties, "tls-authorities", config.tls().authorities());
    put(properties, "tls-certificate", config.tls().certificate());
    put(properties, "tls-key", config.tls().key());
    put(properties, config.login());
    return properties;
  }

  private static void put(Map<String, String> properties, KmsProviderConfig.Login login) {
    put(properties, "login", login.method());
    put(properties, "login-mount", login.mount());
    put(properties, "token-file", login.tokenFile());
    put(properties, "role-id", login.roleId());
    put(properties, "secret-id-file", login.secretIdFile());
    put(properties, "role", login.role());
    put(properties, "service-account-token", login.serviceAccountToken());
    put(properties, "access-key-id", login.accessKeyId());
    put(properties, "secret-access-key-file", login.secretAccessKeyFile());
    put(properties, "session-token-file", login.sessionTokenFile());
    put(properties, "security-token-file", login.securityTokenFile());
    put(properties, "api-key-file", login.apiKeyFile());
    put(properties, "client-id", login.clientId());
    put(properties, "client-secret-file", login.clientSecretFile());
  }

  private static void put(Map<String, String> properties, String name, Optional<?> value) {
    value.ifPresent(given -> properties.put(name, given.toString()));
  }
}
