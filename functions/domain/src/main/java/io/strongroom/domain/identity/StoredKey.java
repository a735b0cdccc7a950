package io.strongroom.domain.identity;

import io.strongroom.crypto.kms.WrappedKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
   * @param name of a role's session, or of a federated user
   */
  public record Session(
      WrappedKey tokenHash, Instant expiresAt, Optional<String> name, Limits limits, Story story) {}

  /**
   * What a session may do at most.
   *
   * @param policy the session policy, as it was given
   * @param policyArns of policies that count beside it
   */
  public record Limits(Optional<String> policy, List<String> policyArns) {

    /** No limit. */
    public static final Limits NONE = new Limits(Optional.empty(), List.of());

    public Limits {
      policyArns = List.copyOf(policyArns);
    }
  }

  /**
   * What is told of how a session began.
   *
   * @param tags of the session
   * @param transitive keys of tags that sessions begun from this one have too
   * @param sourceIdentity who is behind it, for good
   * @param provider who vouched for its subject
   */
  public record Story(
      Map<String, String> tags,
      List<String> transitive,
      Optional<String> sourceIdentity,
      Optional<String> provider) {

    /** Nothing. */
    public static final Story NONE =
        new Story(Map.of(), List.of(), Optional.empty(), Optional.empty());

    public Story {
      tags = Map.copyOf(tags);
      transitive = List.copyOf(transitive);
    }
  }
}
