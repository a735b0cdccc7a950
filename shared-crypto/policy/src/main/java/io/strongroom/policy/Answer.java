package io.strongroom.policy;

import java.util.Optional;

/** What one policy says about a request. */
public sealed interface Answer {

  /**
   * A statement allows and none denies.
   *
   * @param reach the strongest among the statements that allow
   */
  record Allows(StatementRef statement, Reach reach) implements Answer {}

  /** A statement denies; nothing else can allow. */
  record Denies(StatementRef statement) implements Answer {}

  /**
   * No statement applies.
   *
   * @param nearMiss what kept the first statement from allowing that is about the request
   */
  record Silent(Optional<NearMiss> nearMiss) implements Answer {}

  /**
   * A condition that was not met. Values are withheld: they may belong to somebody else.
   *
   * @param key the condition key, in lower case
   */
  record NearMiss(StatementRef statement, String operator, String key) {

    /** For an operator. */
    public String shown() {
      return "%s would, but its condition %s on %s is not met"
          .formatted(statement.shown(), operator, key);
    }
  }
}
