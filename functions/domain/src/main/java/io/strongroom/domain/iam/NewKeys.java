package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.iam.TemporaryKeys.Granted;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes temporary keys for whoever may have them. Thread-safe. */
final class NewKeys {

  private final AccessKeys keys;
  private final IdentitySeals seals;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  NewKeys(AccessKeys keys, IdentitySeals seals, InstantSource clock) {
    this.keys = keys;
    this.seals = seals;
    this.clock = clock;
  }

  /**
   * What a session is to be.
   *
   * @param name of a role's session, or of a federated user
   */
  record Terms(int seconds, Optional<String> name, StoredKey.Limits limits, StoredKey.Story story) {

    /** A session that is its member's, without limits. */
    static Terms plain(int seconds) {
      return new Terms(seconds, Optional.empty(), StoredKey.Limits.NONE, StoredKey.Story.NONE);
    }
  }

  /** Fails with NoSuchMember when the member went meanwhile. */
  Uni<Granted> grant(Member member, Terms terms) {
    String id = ids.temporaryKey();
    String token = ids.token();
    SecretBytes secret = ids.secret();
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    StoredKey.Session session =
        new StoredKey.Session(
            hash(token),
            now.plusSeconds(terms.seconds()),
            terms.name(),
            terms.limits(),
            terms.story());
    return seals
        .seal(secret, id, keys)
        .map(
            wrapped ->
                new StoredKey(
                    id,
                    member.id(),
                    wrapped,
                    new StoredKey.Status(true, now),
                    Optional.of(session)))
        .chain(key -> keys.add(key, 0))
        .invoke(added -> requireAdded(added, member))
        .chain(keys::forgetEnded)
        .map(done -> new Granted(id, secret, token, session, member))
        .onFailure()
        .invoke(secret::close);
  }

  private static void requireAdded(boolean added, Member member) {
    if (!added) {
      throw new IdentityException(
          new IdentityError.NoSuchMember(member.kind(), member.name().text()));
    }
  }

  private static WrappedKey hash(String token) {
    try {
      return WrappedKey.of(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
