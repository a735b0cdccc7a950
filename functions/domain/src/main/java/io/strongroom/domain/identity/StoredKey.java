package io.strongroom.domain.identity;

import io.strongroom.crypto.kms.WrappedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An access key as it is kept.
 *
 * @param memberId whose it is
 * @param session of keys that end
 */
public record StoredKey(
    String id, String memberId, SealedSecret secret, Status status, Optional<Session> session) {

  /**
   * A secret, sealed.
   *
   * @param wrapped opens under {@code key} and for this access key only
   */
  public record SealedSecret(SealingKey key, WrappedKey wrapped) {}

  /** Whether it can be used, and since when it is there. */
  public record Status(boolean active, Instant createdAt) {}

  /**
   * What is particular of a temporary key.
   *
   * @param tokenHash SHA-256 of the token that has to come with every request
   * @param name of a role's session
   * @param policy the session policy, as it was given
   */
  public record Session(
      WrappedKey tokenHash, Instant expiresAt, Optional<String> name, Optional<String> policy) {}
}
