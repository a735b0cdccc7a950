package io.strongroom.emulator.auth;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import java.time.Instant;
import java.util.Optional;

/** Access keys that end. Thread-safe; never blocks. */
@FunctionalInterface
public interface SessionKeys {

  /** The session of a key that is known; empty for a key that stays. */
  Optional<Session> of(String accessKeyId);

  /**
   * What is particular of a temporary key.
   *
   * @param principal ARN that its calls are authorised and recorded as; of a session, with the path
   *     of its role in it
   * @param tokenHash SHA-256 of the token that has to come with every request
   */
  record Session(PrincipalName principal, WrappedKey tokenHash, Instant expiresAt) {}
}
