package io.strongroom.emulator.auth;

import io.quarkus.arc.DefaultBean;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Identities from {@code strongroom.kms.credentials}, unless the application brings its own. */
@ApplicationScoped
class ConfiguredCredentials {

  @Produces
  @Singleton
  @DefaultBean
  Credentials credentials(KmsConfig config) {
    Map<String, Credential> known =
        config.credentials().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    entry ->
                        Credential.of(
                            entry.getKey(),
                            entry.getValue().secret(),
                            entry.getValue().principal(),
                            entry.getValue().account().value())));
    return accessKeyId -> Optional.ofNullable(known.get(accessKeyId));
  }

  /** None of them ends. */
  @Produces
  @Singleton
  @DefaultBean
  SessionKeys sessions() {
    return accessKeyId -> Optional.empty();
  }

  /** They are known from the start. */
  @Produces
  @Singleton
  @DefaultBean
  KeyLookup lookup() {
    return accessKeyId -> Optional.empty();
  }
}
