package io.strongroom.emulator.auth;

import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.emulator.auth.SessionKeys.Session;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.signing.Credential;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Holds temporary keys to the tokens that they came with. A token beside a key that stays is as
 * wrong as none beside one that ends: its sender relies on limits that are not there. Thread-safe.
 */
@ApplicationScoped
class SessionTokens {

  private final SessionKeys keys;
  private final KmsClock clock;

  SessionTokens(SessionKeys keys, KmsClock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Who calls, as far as the token tells. */
  sealed interface Claim {

    /**
     * @param principal ARN
     */
    record Good(PrincipalName principal) implements Claim {}

    record Wrong() implements Claim {}

    record Over() implements Claim {}
  }

  /**
   * Who calls with a key and a token.
   *
   * @param token as sent; empty when none was
   */
  Claim claim(Credential credential, Optional<String> token) {
    Optional<Session> session = keys.of(credential.accessKeyId());
    if (session.isEmpty()) {
      return token.isEmpty()
          ? new Claim.Good(PrincipalName.of(credential.principal()))
          : new Claim.Wrong();
    }
    boolean right =
        token
            .filter(sent -> MessageDigest.isEqual(session.get().tokenHash().bytes(), hash(sent)))
            .isPresent();
    if (!right) {
      return new Claim.Wrong();
    }
    return clock.instant().isBefore(session.get().expiresAt())
        ? new Claim.Good(session.get().principal())
        : new Claim.Over();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
