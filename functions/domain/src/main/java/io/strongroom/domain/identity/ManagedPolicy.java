package io.strongroom.domain.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A policy that can be attached.
 *
 * @param document of the version that counts; its name is the policy's ARN
 */
public record ManagedPolicy(
    String id,
    Member.Name name,
    NamedDocument document,
    Instant createdAt,
    Edition edition,
    Uses uses,
    Map<String, String> tags,
    Optional<String> description) {

  /**
   * Which version counts.
   *
   * @param version number
   * @param since when it was made to count
   */
  public record Edition(int version, Instant since) {}

  /** How many members have it, and how many are bounded by it. */
  public record Uses(int attachments, int boundaries) {

    /** Nobody. */
    public static final Uses NONE = new Uses(0, 0);
  }

  /** One of its texts. */
  public record Version(int number, String document, Instant createdAt) {}

  public ManagedPolicy {
    tags = Map.copyOf(tags);
  }

  /** Its ARN. */
  public String arn() {
    return document.name();
  }

  /** The ARN of a policy that may not be there. */
  public static String arn(Member.Name name) {
    return "arn:aws:iam::" + name.account() + ":policy" + name.path() + name.text();
  }
}
