package io.strongroom.policy;

import java.util.Optional;

/** A decision and what decided it. */
public sealed interface Verdict {

  /**
   * Permitted.
   *
   * @param by the statement that allows; empty for the root of the account
   */
  record Allowed(Optional<Decider> by) implements Verdict {}

  /** Denied by a statement. */
  record Denied(Decider by) implements Verdict {}

  /** The policy of the resource is public, and public resources serve their account only. */
  record PublicAccessBlocked() implements Verdict {}

  /**
   * Not permitted, since somebody had to allow it and did not.
   *
   * @param silent who
   */
  record Unallowed(Source silent, Optional<Answer.NearMiss> nearMiss) implements Verdict {}

  /** Where a policy comes from. */
  enum Source {
    IDENTITY,
    RESOURCE,
    BOUNDARY,
    SESSION
  }

  /** A statement of a policy. */
  record Decider(Source source, String policy, StatementRef statement) {}

  /** Whether the request is permitted. */
  default boolean isAllowed() {
    return switch (this) {
      case Allowed _ -> true;
      case Denied _, PublicAccessBlocked _, Unallowed _ -> false;
    };
  }
}
