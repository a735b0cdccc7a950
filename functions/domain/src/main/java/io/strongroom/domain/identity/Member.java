package io.strongroom.domain.identity;

import io.strongroom.crypto.name.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A user, group or role of an account, or its root.
 *
 * @param id unique for good: whoever gets the name later has another
 * @param trust of roles only
 */
public record Member(
    String id,
    Kind kind,
    Name name,
    Instant createdAt,
    Optional<Trust> trust,
    Particulars particulars) {

  /** A member of whom nothing more is said. */
  public Member(String id, Kind kind, Name name, Instant createdAt, Optional<Trust> trust) {
    this(id, kind, name, createdAt, trust, Particulars.NONE);
  }

  /**
   * What may be said of a member beside its name.
   *
   * @param boundary ARN of the policy that says what it may do at most
   * @param description of roles
   */
  public record Particulars(
      Optional<String> boundary, Map<String, String> tags, Optional<String> description) {

    /** Nothing. */
    public static final Particulars NONE =
        new Particulars(Optional.empty(), Map.of(), Optional.empty());

    public Particulars {
      tags = Map.copyOf(tags);
    }

    /** The same, with other tags. */
    public Particulars tagged(Map<String, String> others) {
      return new Particulars(boundary, others, description);
    }
  }

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
  public record Name(AccountId account, String path, String text) {}

  /**
   * Who may assume a role.
   *
   * @param policy the document as it was given
   * @param maxSeconds of a session
   * @param principals ids of those whom it names, by name
   */
  public record Trust(String policy, int maxSeconds, Map<String, String> principals) {

    public Trust {
      principals = Map.copyOf(principals);
    }

    /** A policy whose principals go by their names. */
    public Trust(String policy, int maxSeconds) {
      this(policy, maxSeconds, Map.of());
    }
  }

  /** Its ARN. */
  public String arn() {
    return kind == Kind.ROOT
        ? "arn:aws:iam::" + name.account() + ":root"
        : arn(kind, name.account(), name.path(), name.text());
  }

  /** The ARN of a member that may not be there. */
  public static String arn(Kind kind, AccountId account, String path, String name) {
    return "arn:aws:iam::" + account + ":" + kind.word() + path + name;
  }
}
