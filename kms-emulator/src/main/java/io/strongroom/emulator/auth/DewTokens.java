package io.strongroom.emulator.auth;

import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The tokens of {@code strongroom.kms.tokens}, each another way to be an identity. Thread-safe. */
@ApplicationScoped
class DewTokens {

  private final KmsConfig config;
  private final Credentials credentials;
  private final KmsClock clock;

  DewTokens(KmsConfig config, Credentials credentials, KmsClock clock) {
    this.config = config;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Whose token this is.
   *
   * @param project of the request's path
   * @throws TokenRefusal when it is not good for the request
   */
  Credential owner(String token, String project) {
    if (token.isEmpty()) {
      throw new TokenRefusal("KMS.0301", "The token is missing.");
    }
    KmsConfig.Token known =
        config.tokens().values().stream()
            .filter(candidate -> same(candidate.value(), token))
            .findFirst()
            .orElseThrow(DewTokens::invalid);
    if (known.expires().map(end -> !end.isAfter(clock.instant())).orElse(false)) {
      throw new TokenRefusal("KMS.0303", "The token has expired.");
    }
    if (!known.project().map(project::equals).orElse(true)) {
      throw new TokenRefusal("KMS.0321", "The token is not for the project in the URL.");
    }
    return credentials.find(known.accessKey()).orElseThrow(DewTokens::invalid);
  }

  private static TokenRefusal invalid() {
    return new TokenRefusal("KMS.0302", "The token is invalid.");
  }

  private static boolean same(String known, String given) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
