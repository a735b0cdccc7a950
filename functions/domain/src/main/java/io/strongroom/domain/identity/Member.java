package io.strongroom.domain.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A user, group or role of an account, or its root.
 *
 * @param id unique for good: whoever gets the name later has another
 * @param trust of roles only
 */
public record Member(String id, Kind kind, Name name, Instant createdAt, Optional<Trust> trust) {

  /** What a member is. */
  public enum Kind {
    ROOT("AIDA"),
    USER("AIDA"),
    GROUP("AGPA"),
    ROLE("AROA");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** What its ids begin with. */
    public String prefix() {
      return prefix;
    }

    /** As ARNs and messages call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where it is.
   *
   * @param path begins and ends with a slash
   */
  public record Name(String account, String path, String text) {}

  /**
   * Who may assume a role.
   *
   * @param policy the document as it was given
   * @param maxSeconds of a session
   */
  public record Trust(String policy, int maxSeconds) {}

  /** Its ARN. */
  public String arn() {
    return kind == Kind.ROOT
        ? "arn:aws:iam::" + name.account() + ":root"
        : arn(kind, name.account(), name.path(), name.text());
  }

  /** The ARN of a member that may not be there. */
  public static String arn(Kind kind, String account, String path, String name) {
    return "arn:aws:iam::" + account + ":" + kind.word() + path + name;
  }
}
